package dev.mainspring.config;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the rest of the product gets to know of its servers and settings. */
@Configuration(proxyBeanMethods = false)
class ServersConfiguration {

    /** Released by {@link EmbeddedServers}, after its servers have ended. */
    @Bean(destroyMethod = "")
    DataFolder dataFolder(EmbeddedServers servers) {
        return servers.data();
    }

    @Bean
    TemporalTarget temporalTarget(EmbeddedServers servers) {
        return servers.temporal();
    }

    @Bean
    JdbcConnectionDetails databaseConnection(EmbeddedServers servers) {
        DatabaseTarget target = servers.database();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return target.user();
            }

            @Override
            public String getPassword() {
                return target.password();
            }

            @Override
            public String getJdbcUrl() {
                return target.url();
            }
        };
    }
}
