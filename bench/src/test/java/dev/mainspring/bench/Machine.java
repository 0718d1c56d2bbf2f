package dev.mainspring.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What the measuring is done on. */
final class Machine {

    private Machine() {}

    static Map<String, Object> facts() {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("cores", Runtime.getRuntime().availableProcessors());
        facts.put("memory_mb", kilobytes(Path.of("/proc/meminfo"), "MemTotal:") / 1024);
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("jdk", System.getProperty("java.vm.vendor") + " " + Runtime.version());
        return facts;
    }

    static String words() {
        Map<String, Object> facts = facts();
        return "%s cores, %s MB, %s, JDK %s"
                .formatted(
                        facts.get("cores"),
                        facts.get("memory_mb"),
                        facts.get("kernel"),
                        facts.get("jdk"));
    }

    /** The load average of the last minute. */
    static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** What a process holds in memory, in MB. */
    static double residentMegabytes(long pid) {
        return kilobytes(Path.of("/proc/" + pid + "/status"), "VmRSS:") / 1024.0;
    }

    private static long kilobytes(Path file, String field) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
