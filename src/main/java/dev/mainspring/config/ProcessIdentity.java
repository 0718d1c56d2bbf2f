package dev.mainspring.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process id together with when that process started, so that a recycled id is never mistaken for
 * it.
 *
 * @param started on Linux the boot id and the start time in clock ticks (proc_pid_stat(5), field
 *     22), which no change of the clock moves; elsewhere the start instant
 */
record ProcessIdentity(long pid, String started) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    /** Reads the identity of a running process; empty if there is none with this id. */
    static Optional<ProcessIdentity> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(ProcessIdentity::startOf)
                .map(started -> new ProcessIdentity(pid, started));
    }

    /** The handle of this very process, empty if it has ended. */
    Optional<ProcessHandle> handle() {
        return of(pid).filter(this::equals).flatMap(now -> ProcessHandle.of(pid));
    }

    private static Optional<String> startOf(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String line = Files.readString(stat);
            // The second field is the program's name in parentheses and may hold spaces.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            boolean zombie = fields[0].equals("Z");
            return zombie
                    ? Optional.empty()
                    : Optional.of(Files.readString(BOOT_ID).strip() + "/" + fields[19]);
        } catch (IOException noProcFileSystem) {
            return process.info().startInstant().map(Instant::toString);
        }
    }
}
