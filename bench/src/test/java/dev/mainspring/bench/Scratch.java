package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A product with data of its own, gone when this is closed. */
final class Scratch implements AutoCloseable {

    private final Path data;
    private final ProductProcess product;

    /** Somebody who presses Ctrl+C leaves nothing behind either. */
    private final Thread abort = new Thread(this::clean);

    private Scratch(Path data, ProductProcess product) {
        this.data = data;
        this.product = product;
        Runtime.getRuntime().addShutdownHook(abort);
    }

    /** With these settings on top of the shipped scenarios. */
    static Scratch start(Map<String, String> settings) {
        return start(settings, Map.of());
    }

    /**
     * The same with templates of its own.
     *
     * @param templates YAML by file name
     */
    static Scratch start(Map<String, String> settings, Map<String, String> templates) {
        try {
            Path data = Files.createTempDirectory("mainspring-bench");
            Path folder = Files.createDirectory(data.resolve("templates"));
            for (Map.Entry<String, String> template : templates.entrySet()) {
                Files.writeString(folder.resolve(template.getKey()), template.getValue());
            }
            Map<String, String> all = new TreeMap<>(settings);
            all.put("MAINSPRING_SCRIPTS", Path.of("bench/scenarios").toAbsolutePath().toString());
            return new Scratch(data, ProductProcess.start(data, all));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    ProductProcess product() {
        return product;
    }

    /** The last lines of what the product has written. */
    String tail() {
        List<String> lines = product.output().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(abort);
        clean();
    }

    private void clean() {
        product.close();
        new LocalSandboxes(data).end();
        delete(data);
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
