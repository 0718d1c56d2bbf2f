package dev.mainspring.security;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API token as its owner sees it; the secret itself is shown once, when it is made.
 *
 * @param prefix the secret's first characters, to tell tokens apart
 * @param expiresAt null = never
 * @param lastUsedAt to the minute; null = never
 */
public record ApiToken(
        UUID id,
        String name,
        String prefix,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** A token with its secret, which nobody can be told again. */
    public record Issued(ApiToken token, String secret) {

        @Override
        public String toString() {
            return "Issued[" + token + "]";
        }
    }
}
