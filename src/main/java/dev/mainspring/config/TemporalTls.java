package dev.mainspring.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS towards Temporal, from PEM files.
 *
 * @param ca who signed the server's certificate; null = whom the JDK trusts
 * @param certificate our own, with {@code key}, for mutual TLS; both or none
 * @param serverName expected in the server's certificate; null = the host of the address
 */
public record TemporalTls(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        @Nullable String serverName) {}
