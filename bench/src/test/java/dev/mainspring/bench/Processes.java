package dev.mainspring.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of this machine, also those in sandboxes. */
final class Processes {

    private Processes() {}

    /** The process that was started with exactly these words. */
    static Optional<ProcessHandle> running(String... words) {
        String wanted = String.join("\0", words) + "\0";
        return ProcessHandle.allProcesses()
                .filter(it -> commandLine(it).equals(wanted))
                .findFirst();
    }

    /** Holds a process and all its children where they are. */
    static void freeze(List<ProcessHandle> processes) {
        signal("STOP", processes);
    }

    static void thaw(List<ProcessHandle> processes) {
        signal("CONT", processes);
    }

    private static void signal(String name, List<ProcessHandle> processes) {
        List<String> command =
                Stream.concat(
                                Stream.of("kill", "-s", name),
                                processes.stream().map(it -> Long.toString(it.pid())))
                        .toList();
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(
                    Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
