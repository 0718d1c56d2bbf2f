package dev.mainspring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the first administrator comes to be; without any of it, by a one-time set-up link.
 *
 * @param adminEmail {@code MAINSPRING_ADMIN_EMAIL}, with {@code adminPassword}
 * @param adminPassword {@code MAINSPRING_ADMIN_PASSWORD}
 * @param bootstrapToken {@code MAINSPRING_BOOTSTRAP_TOKEN}, an API token of the administrator
 */
@ConfigurationProperties("mainspring")
public record IdentityProperties(
        @Nullable String adminEmail,
        @Nullable String adminPassword,
        @Nullable String bootstrapToken) {

    /** NIST SP 800-63B, 5.1.1.1: at least 8 characters. */
    public static final int MIN_PASSWORD_CHARS = 8;

    /** What BCrypt hashes; more would be ignored in silence. */
    public static final int MAX_PASSWORD_BYTES = 72;

    private static final int MIN_TOKEN_CHARS = 32;
    private static final String HIDDEN = "(hidden)";

    public IdentityProperties {
        adminEmail = Rules.blankToNull(adminEmail);
        adminPassword = Rules.blankToNull(adminPassword);
        bootstrapToken = Rules.blankToNull(bootstrapToken);
        Rules.blankOrMatches(
                "MAINSPRING_ADMIN_EMAIL",
                adminEmail,
                "[^\\s@]+@[^\\s@]+",
                "must be an e-mail address");
        if (adminEmail != null && adminPassword == null) {
            throw new InvalidSetting(
                    "MAINSPRING_ADMIN_EMAIL", adminEmail, "needs MAINSPRING_ADMIN_PASSWORD, too");
        }
        if (adminPassword != null && adminEmail == null) {
            throw new InvalidSetting(
                    "MAINSPRING_ADMIN_PASSWORD", HIDDEN, "needs MAINSPRING_ADMIN_EMAIL, too");
        }
        if (adminPassword != null && !Rules.isPassword(adminPassword)) {
            throw new InvalidSetting(
                    "MAINSPRING_ADMIN_PASSWORD",
                    HIDDEN,
                    "must have at least %d characters and at most %d bytes"
                            .formatted(MIN_PASSWORD_CHARS, MAX_PASSWORD_BYTES));
        }
        if (bootstrapToken != null && bootstrapToken.length() < MIN_TOKEN_CHARS) {
            throw new InvalidSetting(
                    "MAINSPRING_BOOTSTRAP_TOKEN",
                    HIDDEN,
                    "must have at least %d characters".formatted(MIN_TOKEN_CHARS));
        }
        if (bootstrapToken != null && !bootstrapToken.matches("[A-Za-z0-9._~+/=-]+")) {
            throw new InvalidSetting(
                    "MAINSPRING_BOOTSTRAP_TOKEN",
                    HIDDEN,
                    "must have only letters, digits and - . _ ~ + / = (RFC 6750)");
        }
    }

    @Override
    public String toString() {
        return "IdentityProperties[" + adminEmail + "]";
    }
}
