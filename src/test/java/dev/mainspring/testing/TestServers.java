package dev.mainspring.testing;

import com.google.protobuf.util.Durations;
import dev.mainspring.config.DatabaseProperties;
import dev.mainspring.config.DatabaseTarget;
import dev.mainspring.config.EmbeddedServers;
import dev.mainspring.config.TemporalConnections;
import dev.mainspring.config.TemporalProperties;
import dev.mainspring.config.TemporalTarget;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/**
 * One PostgreSQL and one Temporal server for all tests of this JVM, by the product's own code,
 * started when first asked for and gone with the JVM.
 */
public final class TestServers {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicInteger NAMESPACES = new AtomicInteger();

    /** Set by a context: Boot runs its shutdown handlers only in a JVM that ran an application. */
    private static final AtomicBoolean SPRING_ENDS_THEM = new AtomicBoolean();

    private TestServers() {}

    /** Has the servers outlive the contexts of this JVM, which end first. */
    static void endAfterSpring() {
        SPRING_ENDS_THEM.set(true);
    }

    /** Temporal's real server; tests keep apart by task queues and workflow ids of their own. */
    public static TemporalTarget temporal() {
        return Lazy.SERVERS.temporal();
    }

    /** A namespace for one product: workers of two would take each other's work. */
    static String freshNamespace() {
        int number = NAMESPACES.incrementAndGet();
        return number == 1 ? temporal().namespace() : registered("test-" + number);
    }

    private static String registered(String namespace) {
        WorkflowServiceStubs stubs = TemporalConnections.workflowService(temporal());
        try {
            stubs.blockingStub()
                    .registerNamespace(
                            RegisterNamespaceRequest.newBuilder()
                                    .setNamespace(namespace)
                                    .setWorkflowExecutionRetentionPeriod(Durations.fromDays(1))
                                    .build());
            return namespace;
        } finally {
            stubs.shutdownNow();
        }
    }

    /** A new database with the product's schema, made in some 50 ms from a template. */
    public static DatabaseTarget freshDatabase() {
        String name = "test_" + DATABASES.incrementAndGet();
        execute(
                Lazy.SERVERS.database(),
                "CREATE DATABASE %s TEMPLATE %s".formatted(name, Lazy.TEMPLATE));
        return named(name);
    }

    /** As {@link #freshDatabase()}, for code that wants a {@link DataSource}. */
    public static DataSource freshDataSource() {
        return dataSource(freshDatabase());
    }

    public static DataSource dataSource(DatabaseTarget target) {
        return new DriverManagerDataSource(target.url(), target.user(), target.password());
    }

    private static DatabaseTarget named(String database) {
        DatabaseTarget server = Lazy.SERVERS.database();
        return new DatabaseTarget(
                server.url().replaceFirst("/[^/]*$", "/" + database),
                server.user(),
                server.password());
    }

    private static void execute(DatabaseTarget target, String sql) {
        try (Connection connection =
                        DriverManager.getConnection(
                                target.url(), target.user(), target.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Started by the class loader at first use. */
    private static final class Lazy {

        private static final EmbeddedServers SERVERS = start();
        private static final String TEMPLATE = template();

        private static EmbeddedServers start() {
            try {
                Path folder = Files.createTempDirectory("mainspring-test-servers-");
                EmbeddedServers servers =
                        EmbeddedServers.open(
                                folder,
                                new DatabaseProperties(null, "mainspring", ""),
                                new TemporalProperties(
                                        null, "default", false, null, null, null, null, null));
                Runtime.getRuntime()
                        .addShutdownHook(
                                new Thread(() -> {
                                    if (!SPRING_ENDS_THEM.get()) {
                                        end(servers, folder);
                                    }
                                }));
                SpringApplication.getShutdownHandlers()
                        .add(() -> {
                            if (SPRING_ENDS_THEM.get()) {
                                end(servers, folder);
                            }
                        });
                return servers;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String template() {
            execute(SERVERS.database(), "CREATE DATABASE template_mainspring");
            DatabaseTarget template = named("template_mainspring");
            Flyway.configure()
                    .dataSource(template.url(), template.user(), template.password())
                    .load()
                    .migrate();
            return "template_mainspring";
        }

        private static void end(EmbeddedServers servers, Path folder) {
            servers.close();
            try {
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
