package dev.mainspring.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * How to run a server as a child process.
 *
 * @param folder where its record, its log and its data are; also the text by which an orphan's
 *     command line is known
 * @param command program and arguments
 * @param ports where it listens, by name; recorded for who adopts it
 * @param stopSignal the signal that means a clean stop, such as {@code INT}
 * @param startTimeout how long it may take until {@code ready}, retries included
 * @param stopTimeout how long a clean stop may take before it is killed
 * @param ready one quick probe of the running server
 */
record ChildSpec(
        String name,
        Path folder,
        List<String> command,
        Map<String, Integer> ports,
        String stopSignal,
        Duration startTimeout,
        Duration stopTimeout,
        BooleanSupplier ready) {

    ChildSpec {
        command = List.copyOf(command);
        ports = Map.copyOf(ports);
    }

    ChildRecord record() {
        return new ChildRecord(folder.resolve("process.properties"));
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** Changes with the command, so that an orphan of another release is not adopted. */
    String fingerprint() {
        return Integer.toHexString(command.hashCode());
    }
}
