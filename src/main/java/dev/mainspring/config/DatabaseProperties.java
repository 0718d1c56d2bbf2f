package dev.mainspring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL to use; without a URL the product runs its own.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, or the same without {@code jdbc:}
 */
@ConfigurationProperties("mainspring.database")
public record DatabaseProperties(
        @Nullable String url,
        @DefaultValue("mainspring") String user,
        @DefaultValue("") String password) {

    public DatabaseProperties {
        Rules.blankOrMatches(
                "MAINSPRING_DATABASE_URL",
                url,
                "(jdbc:)?postgres(ql)?://[^\\s@]+/[^\\s@]+",
                "must look like jdbc:postgresql://host:5432/database, with user and password in"
                        + " MAINSPRING_DATABASE_USER and MAINSPRING_DATABASE_PASSWORD");
    }

    boolean embedded() {
        return url == null || url.isBlank();
    }

    /** The server that the settings name; only where they name one. */
    DatabaseTarget target() {
        if (url == null || url.isBlank()) {
            throw new IllegalStateException("no URL is set");
        }
        String jdbcUrl = url.replaceFirst("^(jdbc:)?postgres(ql)?:", "jdbc:postgresql:");
        return new DatabaseTarget(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return "DatabaseProperties[" + url + ", " + user + "]";
    }
}
