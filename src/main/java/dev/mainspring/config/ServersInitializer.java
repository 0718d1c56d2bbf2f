package dev.mainspring.config;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Checks every setting and begins to start the servers, so that they come up while Spring does.
 *
 * <p>They are stopped by a shutdown handler, which Boot runs after every context is closed: web,
 * workers and connection pool are gone by then.
 */
final class ServersInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(ServersInitializer.class);

    @Override
    public void initialize(GenericApplicationContext context) {
        Settings settings = new Settings(context.getEnvironment());
        settings.read(IdentityProperties.class);
        ProviderProperties providers = settings.read(ProviderProperties.class);
        ModelProperties models = settings.read(ModelProperties.class);
        settings.read(TurnProperties.class);
        settings.read(AgentProperties.class);
        settings.read(ApprovalProperties.class);
        PlatformProperties platform = settings.read(PlatformProperties.class);
        DatabaseProperties database = settings.read(DatabaseProperties.class);
        TemporalProperties temporal = settings.read(TemporalProperties.class);
        ConfiguredModels.check(providers, models, platform);
        choosePort(context.getEnvironment(), platform);
        EmbeddedServers servers = EmbeddedServers.open(platform.data(), database, temporal);
        SpringApplication.getShutdownHandlers().add(servers::close);
        context.registerBean(
                EmbeddedServers.class,
                () -> servers,
                definition -> ((AbstractBeanDefinition) definition).setDestroyMethodName(""));
    }

    /** The framework's own {@code server.port}, where it is set, is obeyed. */
    private static void choosePort(
            ConfigurableEnvironment environment, PlatformProperties platform) {
        if (environment.containsProperty("server.port")) {
            return;
        }
        Integer wanted = platform.port();
        int port =
                wanted == null
                        ? Ports.freeFrom(platform.host(), PlatformProperties.PREFERRED_PORT)
                        : wanted;
        if (wanted != null && !Ports.isFree(platform.host(), wanted)) {
            throw new InvalidSetting(
                    "MAINSPRING_PORT", wanted.toString(), "is taken by another process");
        }
        if (wanted == null && port != PlatformProperties.PREFERRED_PORT) {
            log.info("Port {} is taken: using {}", PlatformProperties.PREFERRED_PORT, port);
        }
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "mainspring",
                                Map.of("server.port", port, "server.address", platform.host())));
    }
}
