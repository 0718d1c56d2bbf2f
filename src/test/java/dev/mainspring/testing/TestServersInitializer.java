package dev.mainspring.testing;

import dev.mainspring.config.DatabaseTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.MapPropertySource;

/** Gives a test's Spring context the shared servers, with a database and data folder of its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TestServersInitializer
        implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DatabaseTarget database = TestServers.freshDatabase();
        try {
            Map<String, Object> settings =
                    Map.of(
                            "mainspring.database.url", database.url(),
                            "mainspring.database.user", database.user(),
                            "mainspring.database.password", database.password(),
                            "mainspring.temporal.address", TestServers.temporal().address(),
                            "mainspring.data",
                                    Files.createTempDirectory("mainspring-test-").toString());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test servers", settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
