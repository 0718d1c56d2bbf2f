package dev.mainspring.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known on disk of a child process, so that a later start finds it after a {@code kill -9}.
 *
 * <p>A properties file that only grows while the child starts: first what it is to run with, then
 * its id, written by the child itself before it becomes the server (so no server ever runs
 * unrecorded), then its start time.
 */
record ChildRecord(Path file) {

    /** Begins a new record. */
    void begin(Map<String, String> facts) throws IOException {
        StringBuilder lines = new StringBuilder();
        facts.forEach((key, value) -> lines.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, lines);
    }

    void append(String key, String value) throws IOException {
        Files.writeString(file, key + "=" + value + "\n", StandardOpenOption.APPEND);
    }

    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /** What is recorded; empty properties where nothing is. */
    Properties read() throws IOException {
        Properties facts = new Properties();
        if (Files.exists(file)) {
            facts.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
        }
        return facts;
    }

    /**
     * The recorded process if it still runs.
     *
     * @param marker a text of its command line, here its data folder; asked where the start time
     *     was not yet recorded
     */
    Optional<ProcessHandle> running(String marker) throws IOException {
        Properties facts = read();
        String pid = facts.getProperty("pid");
        if (pid == null) {
            return Optional.empty();
        }
        String started = facts.getProperty("started");
        if (started != null) {
            return new ProcessIdentity(Long.parseLong(pid), started).handle();
        }
        return ProcessHandle.of(Long.parseLong(pid)).filter(process -> runsWith(process, marker));
    }

    private static boolean runsWith(ProcessHandle process, String marker) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains(marker);
        } catch (IOException gone) {
            return false;
        }
    }
}
