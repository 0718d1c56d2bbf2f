package dev.mainspring.testing;

import dev.mainspring.Application;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.springframework.util.FileSystemUtils;

/**
 * The compiled product as a jar with an AOT cache (JEP 514), as {@code ./mainspring up} makes it,
 * so that a test that starts it ten times does not load twenty thousand classes ten times.
 *
 * <p>Made once per build in {@code target/product-image}; without the cache it starts, too.
 */
final class ProductImage {

    /** The same for training and running, or the cache would not be used. */
    private static final List<String> FLAGS =
            List.of("@" + Path.of("jvm.options").toAbsolutePath());

    private static final long TRAINING_LIMIT_MINUTES = 5;

    private ProductImage() {}

    /** The command that starts the product. */
    static List<String> command() {
        return Lazy.COMMAND;
    }

    private static final class Lazy {
        private static final List<String> COMMAND = prepare();
    }

    private static List<String> prepare() {
        try {
            Path classes =
                    Path.of(
                            Application.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path folder = Files.createDirectories(classes.resolveSibling("product-image"));
            try (FileChannel file =
                            FileChannel.open(
                                    folder.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock _ = file.lock()) {
                return prepare(classes, folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> prepare(Path classes, Path folder) throws IOException {
        Path jar = folder.resolve("product.jar");
        Path cache = folder.resolve("product.aot");
        Path made = folder.resolve("made-from");
        String state = state(classes);
        if (!Files.exists(made) || !Files.readString(made).equals(state)) {
            Files.deleteIfExists(cache);
            pack(classes, jar);
            train(jar, cache, folder.resolve("training.log"));
            Files.writeString(made, state);
        }
        List<String> command = new ArrayList<>(List.of(java()));
        if (Files.exists(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(jar), Application.class.getName()));
        return List.copyOf(command);
    }

    private static void train(Path jar, Path cache, Path log) throws IOException {
        Path data = Files.createTempDirectory("mainspring-training-");
        List<String> command = new ArrayList<>(List.of(java(), "-XX:AOTCacheOutput=" + cache));
        command.add("-Dspring.context.exit=onRefresh");
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", classPath(jar), Application.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        ProductProcess.withoutSettings(builder.environment());
        builder.environment().put("MAINSPRING_DATA", data.toString());
        try {
            Process training = builder.start();
            if (!training.waitFor(TRAINING_LIMIT_MINUTES, TimeUnit.MINUTES)) {
                training.destroy();
                training.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            ProductProcess.endServers(data);
            FileSystemUtils.deleteRecursively(data);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files(classes)) {
                String name = classes.relativize(file).toString();
                packed.putNextEntry(new ZipEntry(Files.isDirectory(file) ? name + "/" : name));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, packed);
                }
                packed.closeEntry();
            }
        }
    }

    /** Changes when any class or resource does. */
    private static String state(Path classes) throws IOException {
        long newest = 0;
        List<Path> files = files(classes);
        for (Path file : files) {
            newest = Math.max(newest, Files.getLastModifiedTime(file).toMillis());
        }
        return files.size() + " files, newest " + newest + ", " + classPath(classes).hashCode();
    }

    /** Folders, too: Spring looks for them when it scans a jar. */
    private static List<Path> files(Path classes) throws IOException {
        try (Stream<Path> all = Files.walk(classes)) {
            return all.filter(path -> !path.equals(classes)).sorted().toList();
        }
    }

    private static String classPath(Path product) {
        return Stream.concat(
                        Stream.of(product.toString()),
                        Arrays.stream(System.getProperty("java.class.path").split(":"))
                                .filter(entry -> entry.endsWith(".jar"))
                                .filter(entry -> !entry.contains("surefire")))
                .collect(Collectors.joining(":"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin/java").toString();
    }
}
