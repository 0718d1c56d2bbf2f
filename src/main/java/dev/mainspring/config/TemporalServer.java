package dev.mainspring.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The Temporal dev server as a child process, with a file database and the settings that make it
 * quick on one node.
 */
final class TemporalServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    /** Temporal's own defaults, so that its command line finds it without an address. */
    private static final int PREFERRED_PORT = 7233;

    private static final int PREFERRED_UI_PORT = 8233;

    /** A killed process loses nothing; a power cut may lose moments, which PostgreSQL repairs. */
    private static final List<String> DATABASE_FLAGS =
            List.of("--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=1");

    private final ChildServer child;
    private final TemporalTarget target;

    private TemporalServer(ChildServer child, TemporalTarget target) {
        this.child = child;
        this.target = target;
    }

    /**
     * Starts the server on the folder, or adopts the one that runs there.
     *
     * @throws StartupFailure if it does not answer
     */
    static TemporalServer start(Path folder, Path program) {
        try {
            Files.createDirectories(folder);
            ChildRecord earlier = new ChildRecord(folder.resolve("process.properties"));
            Properties facts = earlier.read();
            if (earlier.running(folder.toString()).isPresent()) {
                return start(folder, program, port(facts, "port"), port(facts, "ui_port"));
            }
            try (Ports.Reservation port = Ports.reserveFrom(LOOPBACK, PREFERRED_PORT);
                    Ports.Reservation ui = Ports.reserveFrom(LOOPBACK, PREFERRED_UI_PORT)) {
                return start(folder, program, port.port(), ui.port());
            }
        } catch (IOException e) {
            throw new StartupFailure("Temporal cannot be started: " + e.getMessage(), e);
        }
    }

    TemporalTarget target() {
        return target;
    }

    long pid() {
        return child.pid();
    }

    @Override
    public void close() {
        child.close();
    }

    private static TemporalServer start(Path folder, Path program, int port, int uiPort) {
        TemporalTarget target =
                new TemporalTarget(
                        LOOPBACK + ":" + port,
                        "default",
                        null,
                        URI.create("http://" + LOOPBACK + ":" + uiPort),
                        null);
        ChildSpec spec =
                new ChildSpec(
                        "Temporal",
                        folder,
                        command(folder, program, port, uiPort),
                        Map.of("port", port, "ui_port", uiPort),
                        "TERM",
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(8),
                        () -> Ports.answers(LOOPBACK, port) && TemporalNamespace.answers(target));
        return new TemporalServer(ChildServer.start(spec), target);
    }

    private static List<String> command(Path folder, Path program, int port, int uiPort) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "server",
                                "start-dev",
                                "--db-filename",
                                folder.resolve("temporal.db").toString(),
                                "--ip",
                                LOOPBACK,
                                "--port",
                                Integer.toString(port),
                                "--ui-port",
                                Integer.toString(uiPort),
                                "--log-level",
                                "error",
                                "--disable-config-file",
                                "--disable-config-env"));
        command.addAll(DATABASE_FLAGS);
        TemporalFiles.dynamicConfig()
                .forEach((k, v) -> command.addAll(List.of("--dynamic-config-value", k + "=" + v)));
        TemporalFiles.searchAttributes()
                .forEach((k, v) -> command.addAll(List.of("--search-attribute", k + "=" + v)));
        return List.copyOf(command);
    }

    private static int port(Properties facts, String name) {
        return Integer.parseInt(facts.getProperty(name));
    }
}
