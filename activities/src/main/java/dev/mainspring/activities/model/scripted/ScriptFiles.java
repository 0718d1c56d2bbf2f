package dev.mainspring.activities.model.scripted;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Finds conversation files: {@code <name>.yaml} or {@code <name>/scenario.yaml} in the folders,
 * then the shipped ones.
 */
final class ScriptFiles {

    private static final List<String> SHIPPED = List.of("demo", "echo");

    /** No path in a name: it comes from a request. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private record Parsed(FileTime modifiedAt, Script script) {}

    private final List<Path> folders;
    private final Map<Path, Parsed> parsed = new ConcurrentHashMap<>();
    private final Map<String, Script> shipped = new ConcurrentHashMap<>();

    ScriptFiles(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /** All names, the shipped ones first. */
    List<String> names() {
        TreeSet<String> found = new TreeSet<>();
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                found.addAll(namesIn(folder));
            }
        }
        SHIPPED.forEach(found::remove);
        return Stream.concat(SHIPPED.stream(), found.stream()).toList();
    }

    /** Whether there is such a conversation file now, read or not. */
    boolean has(String name) {
        return NAME.matcher(name).matches() && (SHIPPED.contains(name) || file(name).isPresent());
    }

    /**
     * Reads a conversation file; a changed one is read anew.
     *
     * @throws RuntimeException if the file is no valid conversation
     */
    Optional<Script> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Optional<Path> file = file(name);
        if (file.isPresent()) {
            return Optional.of(read(file.get()));
        }
        return SHIPPED.contains(name)
                ? Optional.of(shipped.computeIfAbsent(name, ScriptFiles::readShipped))
                : Optional.empty();
    }

    private Optional<Path> file(String name) {
        return folders.stream()
                .flatMap(folder ->
                        Stream.of(
                                folder.resolve(name + ".yaml"),
                                folder.resolve(name).resolve("scenario.yaml")))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Script read(Path file) {
        try {
            FileTime modifiedAt = Files.getLastModifiedTime(file);
            Parsed known = parsed.get(file);
            if (known != null && known.modifiedAt().equals(modifiedAt)) {
                return known.script();
            }
            Script script = YAML.readValue(Files.readString(file), Script.class);
            parsed.put(file, new Parsed(modifiedAt, script));
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Script readShipped(String name) {
        try (InputStream in =
                ScriptFiles.class.getResourceAsStream("/scripted/" + name + ".yaml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "scripted/" + name + ".yaml is not on the classpath");
            }
            return YAML.readValue(in.readAllBytes(), Script.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ScriptFiles::isScript)
                    .map(file -> file.getFileName().toString().replaceAll("\\.yaml$", ""))
                    .filter(name -> NAME.matcher(name).matches())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isScript(Path file) {
        return Files.isDirectory(file)
                ? Files.isRegularFile(file.resolve("scenario.yaml"))
                : file.toString().endsWith(".yaml");
    }
}
