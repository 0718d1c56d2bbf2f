package dev.mainspring.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL 17 that comes with the product: on loopback, with a password made at the first
 * start, and with every commit on disk before it is answered.
 */
final class PostgresServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    /** Not PostgreSQL's own 5432, which an installed server would have. */
    private static final int PREFERRED_PORT = 15_432;

    private static final String USER = "mainspring";
    private static final String LOOPBACK = "127.0.0.1";

    /**
     * Durability as PostgreSQL's defaults have it, said again because it is a promise; one node
     * needs neither replication nor just-in-time compilation.
     */
    private static final List<String> CONFIGURATION =
            List.of(
                    "fsync=on",
                    "synchronous_commit=on",
                    "full_page_writes=on",
                    "listen_addresses=" + LOOPBACK,
                    "unix_socket_directories=",
                    "password_encryption=scram-sha-256",
                    "max_connections=100",
                    "shared_buffers=64MB",
                    "wal_level=minimal",
                    "max_wal_senders=0",
                    "max_wal_size=256MB",
                    "jit=off",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "log_min_messages=warning",
                    "log_checkpoints=off");

    private final ChildServer child;
    private final DatabaseTarget target;

    private PostgresServer(ChildServer child, DatabaseTarget target) {
        this.child = child;
        this.target = target;
    }

    /**
     * Starts the server on the folder, making the cluster where there is none.
     *
     * @throws StartupFailure if it cannot run here
     */
    static PostgresServer start(Path folder, Path cache) {
        try {
            Files.createDirectories(folder);
            Path programs = PostgresBinaries.unpackInto(cache);
            List<String> asUser = asOrdinaryUser();
            Path passwordFile = folder.resolve("password");
            Path cluster = folder.resolve("data");
            if (!Files.exists(cluster)) {
                initialise(programs, asUser, cluster, passwordFile);
            }
            String password = Files.readString(passwordFile).strip();
            return start(folder, command(programs, asUser, cluster), password);
        } catch (IOException e) {
            throw new StartupFailure("PostgreSQL cannot be started: " + e.getMessage(), e);
        }
    }

    DatabaseTarget target() {
        return target;
    }

    long pid() {
        return child.pid();
    }

    /** Stops it cleanly: open transactions are rolled back, committed ones are on disk. */
    @Override
    public void close() {
        child.close();
    }

    private static PostgresServer start(Path folder, List<String> command, String password)
            throws IOException {
        ChildRecord earlier = new ChildRecord(folder.resolve("process.properties"));
        if (earlier.running(folder.toString()).isPresent()) {
            return start(folder, command, password, port(earlier));
        }
        try (Ports.Reservation free = Ports.reserveFrom(LOOPBACK, PREFERRED_PORT)) {
            return start(folder, command, password, free.port());
        }
    }

    private static PostgresServer start(
            Path folder, List<String> command, String password, int port) {
        DatabaseTarget target =
                new DatabaseTarget(
                        "jdbc:postgresql://%s:%d/postgres".formatted(LOOPBACK, port),
                        USER,
                        password);
        List<String> onPort = new ArrayList<>(command);
        onPort.addAll(List.of("-p", Integer.toString(port)));
        ChildSpec spec =
                new ChildSpec(
                        "PostgreSQL",
                        folder,
                        onPort,
                        Map.of("port", port),
                        "INT", // "fast shutdown", postgres(1): does not wait for its clients
                        Duration.ofMinutes(2),
                        Duration.ofSeconds(10),
                        () -> answers(target));
        return new PostgresServer(ChildServer.start(spec), target);
    }

    private static int port(ChildRecord record) throws IOException {
        return Integer.parseInt(record.read().getProperty("port"));
    }

    private static List<String> command(Path programs, List<String> asUser, Path cluster) {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", cluster.toString()));
        CONFIGURATION.forEach(setting -> command.addAll(List.of("-c", setting)));
        return List.copyOf(command);
    }

    private static void initialise(
            Path programs, List<String> asUser, Path cluster, Path passwordFile)
            throws IOException {
        log.info("Making the database in {} (first start)", cluster);
        writePassword(passwordFile);
        // Made beside and moved, so that a start that is killed here leaves no half cluster.
        Path fresh = cluster.resolveSibling("data.new");
        Folders.delete(fresh);
        List<String> command = new ArrayList<>(asUser);
        command.addAll(
                List.of(
                        programs.resolve("bin/initdb").toString(),
                        "--pgdata=" + fresh,
                        "--username=" + USER,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"));
        run(command);
        Files.move(fresh, cluster);
    }

    private static void writePassword(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                file,
                HexFormat.of().formatHex(random) + "\n",
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    /**
     * PostgreSQL refuses to run as root: in a user namespace without a map root is nobody to
     * itself, while its files stay its own.
     */
    private static List<String> asOrdinaryUser() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        List<String> prefix = List.of("unshare", "--user");
        try {
            run(List.of("unshare", "--user", "true"));
            return prefix;
        } catch (IOException e) {
            throw new StartupFailure(
                    "PostgreSQL does not run as root and there are no user namespaces here:"
                            + " run Mainspring as an ordinary user, or set MAINSPRING_DATABASE_URL",
                    e);
        }
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command.getFirst() + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: " + command.getFirst(), e);
        }
    }

    private static boolean answers(DatabaseTarget target) {
        Properties properties = new Properties();
        properties.setProperty("user", target.user());
        properties.setProperty("password", target.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "2");
        try (Connection connection = DriverManager.getConnection(target.url(), properties)) {
            return connection.isValid(2);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
