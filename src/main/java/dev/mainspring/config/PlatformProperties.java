package dev.mainspring.config;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the product listens and where it keeps its data.
 *
 * @param port {@code MAINSPRING_PORT}; null = 8080 or the next free one
 * @param host {@code MAINSPRING_HOST}: the address to listen on, loopback unless set
 * @param data {@code MAINSPRING_DATA}
 * @param scripts {@code MAINSPRING_SCRIPTS}: folders with conversation files of the scripted model
 */
@ConfigurationProperties("mainspring")
public record PlatformProperties(
        @Nullable Integer port,
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue(".mainspring/data") Path data,
        @DefaultValue List<Path> scripts) {

    static final int PREFERRED_PORT = 8080;

    public PlatformProperties {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new InvalidSetting(
                    "MAINSPRING_PORT", port.toString(), "must be a port from 1 to 65535");
        }
        scripts = List.copyOf(scripts);
        Rules.address("MAINSPRING_HOST", host);
    }
}
