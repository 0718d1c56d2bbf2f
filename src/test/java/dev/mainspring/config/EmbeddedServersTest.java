package dev.mainspring.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    private static final DatabaseProperties OWN_DATABASE =
            new DatabaseProperties(null, "mainspring", "");
    private static final TemporalProperties OWN_TEMPORAL =
            new TemporalProperties(null, "default", false, null, null, null, null, null);

    @TempDir Path folder;

    @Test
    void whatWasCommittedIsThereAtTheNextStart() throws Exception {
        try (EmbeddedServers servers = open()) {
            execute(servers.database(), "CREATE TABLE kept (n int)");
            execute(servers.database(), "INSERT INTO kept VALUES (7)");
            assertThat(TemporalNamespace.answers(servers.temporal())).isTrue();
        }
        try (EmbeddedServers servers = open()) {
            assertThat(query(servers.database(), "SELECT n FROM kept")).isEqualTo("7");
            assertThat(TemporalNamespace.answers(servers.temporal())).isTrue();
        }
    }

    @Test
    void aSecondControlPlaneIsRefusedTheFolder() {
        try (EmbeddedServers servers = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StartupFailure.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
            servers.database();
        }
    }

    @Test
    void everyCommitIsOnDiskAndEveryConnectionHasAPassword() throws Exception {
        try (EmbeddedServers servers = open()) {
            DatabaseTarget target = servers.database();
            assertThat(query(target, "SHOW fsync")).isEqualTo("on");
            assertThat(query(target, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(target, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            DatabaseTarget guessed = new DatabaseTarget(target.url(), target.user(), "wrong");
            assertThatThrownBy(() -> query(guessed, "SELECT 1"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aKilledServerIsStartedAgainOnTheSamePort() throws Exception {
        try (EmbeddedServers servers = open()) {
            execute(servers.database(), "CREATE TABLE kept (n int)");
            TemporalTarget temporal = servers.temporal();
            kill(folder.resolve("postgres"));
            kill(folder.resolve("temporal"));
            until(() -> answers(servers.database()));
            until(() -> TemporalNamespace.answers(temporal));
            assertThat(query(servers.database(), "SELECT count(*) FROM kept")).isEqualTo("0");
        }
    }

    private EmbeddedServers open() {
        return EmbeddedServers.open(folder, OWN_DATABASE, OWN_TEMPORAL);
    }

    private static void kill(Path server) throws Exception {
        long pid =
                Long.parseLong(
                        new ChildRecord(server.resolve("process.properties"))
                                .read()
                                .getProperty("pid"));
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        until(() -> !process.isAlive());
    }

    private static boolean answers(DatabaseTarget target) {
        try {
            return query(target, "SELECT 1").equals("1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void execute(DatabaseTarget target, String sql) throws SQLException {
        try (Connection connection = connect(target);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(DatabaseTarget target, String sql) throws SQLException {
        try (Connection connection = connect(target);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(DatabaseTarget target) throws SQLException {
        return DriverManager.getConnection(target.url(), target.user(), target.password());
    }

    private static void until(java.util.function.BooleanSupplier condition) throws Exception {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.onSpinWait();
        }
    }
}
