package dev.mainspring.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The sandboxes of a product's local workspaces; they outlive it. */
final class LocalSandboxes {

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path data;

    LocalSandboxes(Path data) {
        this.data = data;
    }

    /** All processes of all of them. */
    List<ProcessHandle> processes() {
        return Stream.of(inMemory(), data.resolve("run/workspaces"))
                .filter(Files::isDirectory)
                .flatMap(LocalSandboxes::children)
                .map(run -> run.resolve("process"))
                .filter(Files::exists)
                .flatMap(LocalSandboxes::process)
                .flatMap(it -> Stream.concat(Stream.of(it), it.descendants()))
                .toList();
    }

    /** Ends them all and what they left in memory. */
    void end() {
        processes().forEach(ProcessHandle::destroyForcibly);
        Scratch.delete(inMemory());
    }

    private Path inMemory() {
        String path = data.toAbsolutePath().toString();
        UUID name = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
        try {
            return MEMORY.resolve(
                    "mainspring-%s-%s"
                            .formatted(
                                    Files.getAttribute(Path.of("/proc/self"), "unix:uid"), name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<ProcessHandle> process(Path file) {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file).split(" ")[0])).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
