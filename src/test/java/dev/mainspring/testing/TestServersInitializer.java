package dev.mainspring.testing;

import dev.mainspring.activities.workspace.local.LocalProvisioner;
import dev.mainspring.config.DatabaseTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/** Gives a test's Spring context the shared servers, with a database and data folder of its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TestServersInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestServers.endAfterSpring();
        DatabaseTarget database = TestServers.freshDatabase();
        try {
            Path data = Files.createTempDirectory("mainspring-test-");
            SpringApplication.getShutdownHandlers().add(() -> endWorkspaces(data));
            Map<String, Object> settings =
                    Map.of(
                            "mainspring.database.url", database.url(),
                            "mainspring.database.user", database.user(),
                            "mainspring.database.password", database.password(),
                            "mainspring.temporal.address", TestServers.temporal().address(),
                            "mainspring.temporal.namespace", TestServers.freshNamespace(),
                            "mainspring.data", data.toString(),
                            // five products are open at most, on a server of 100 connections
                            "spring.datasource.hikari.maximum-pool-size", "16");
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test servers", settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sandboxes outlive the product, but not its tests. */
    private static void endWorkspaces(Path data) {
        try {
            LocalProvisioner.endAll(data);
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
