package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process that is not mistaken for a later one with its id.
 *
 * @param start clock ticks after boot (proc(5), field 22 of stat)
 * @param boot the machine's boot id, since both numbers begin again after it
 */
record ProcessMark(long pid, long start, String boot) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static Optional<ProcessMark> of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, in parentheses, may hold anything; state is field 3.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(
                    new ProcessMark(
                            pid, Long.parseLong(fields[19]), Files.readString(BOOT_ID).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Optional<ProcessMark> parse(String line) {
        String[] fields = line.strip().split(" ");
        return fields.length == 3
                ? Optional.of(
                        new ProcessMark(
                                Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]))
                : Optional.empty();
    }

    boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Ends the process and all its descendants. */
    void kill() {
        if (!alive()) {
            return;
        }
        ProcessHandle.of(pid)
                .ifPresent(handle -> {
                    var family = Stream.concat(handle.descendants(), Stream.of(handle)).toList();
                    family.forEach(ProcessHandle::destroyForcibly);
                });
    }

    @Override
    public String toString() {
        return pid + " " + start + " " + boot;
    }
}
