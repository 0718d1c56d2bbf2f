package dev.mainspring.config;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Temporal server to use; without an address the product runs its own.
 *
 * @param address host and port, {@code MAINSPRING_TEMPORAL_ADDRESS}
 * @param tls whether to use TLS without any of the files below
 * @param tlsCa PEM file of who signed the server's certificate
 * @param tlsCert PEM file of our own certificate; with {@code tlsKey}
 * @param uiUrl where people find Temporal's own UI
 */
@ConfigurationProperties("mainspring.temporal")
public record TemporalProperties(
        @Nullable String address,
        @DefaultValue("default") String namespace,
        @DefaultValue("false") boolean tls,
        @Nullable Path tlsCa,
        @Nullable Path tlsCert,
        @Nullable Path tlsKey,
        @Nullable String tlsServerName,
        @Nullable URI uiUrl) {

    public TemporalProperties {
        Rules.blankOrMatches(
                "MAINSPRING_TEMPORAL_ADDRESS",
                address,
                "[^\\s:/]+:[0-9]{1,5}",
                "must be host:port, such as temporal.example.org:7233");
        Rules.readable("MAINSPRING_TEMPORAL_TLS_CA", tlsCa);
        Rules.readable("MAINSPRING_TEMPORAL_TLS_CERT", tlsCert);
        Rules.readable("MAINSPRING_TEMPORAL_TLS_KEY", tlsKey);
        Rules.http("MAINSPRING_TEMPORAL_UI_URL", uiUrl);
        if (tlsCert != null && tlsKey == null) {
            throw new InvalidSetting(
                    "MAINSPRING_TEMPORAL_TLS_CERT",
                    tlsCert.toString(),
                    "needs MAINSPRING_TEMPORAL_TLS_KEY, too");
        }
        if (tlsKey != null && tlsCert == null) {
            throw new InvalidSetting(
                    "MAINSPRING_TEMPORAL_TLS_KEY",
                    tlsKey.toString(),
                    "needs MAINSPRING_TEMPORAL_TLS_CERT, too");
        }
    }

    boolean embedded() {
        return address == null || address.isBlank();
    }

    /** The server that the settings name; only where they name one. */
    TemporalTarget target() {
        if (address == null || address.isBlank()) {
            throw new IllegalStateException("no address is set");
        }
        boolean withTls = tls || tlsCa != null || tlsCert != null;
        TemporalTls files = withTls ? new TemporalTls(tlsCa, tlsCert, tlsKey, tlsServerName) : null;
        return new TemporalTarget(address, namespace, files, uiUrl, null);
    }
}
