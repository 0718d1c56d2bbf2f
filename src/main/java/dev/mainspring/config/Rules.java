package dev.mainspring.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rules that settings share; each throws an {@link InvalidSetting} that names setting and rule. */
final class Rules {

    private Rules() {}

    static void blankOrMatches(String setting, @Nullable String value, String regex, String rule) {
        if (value != null && !value.isBlank() && !value.matches(regex)) {
            throw new InvalidSetting(setting, withoutCredentials(value), rule);
        }
    }

    static void notNegative(String setting, @Nullable Duration value) {
        if (value != null && value.isNegative()) {
            throw new InvalidSetting(setting, value.toString(), "must be 0 or longer");
        }
    }

    /** Of a whole. */
    static void share(String setting, @Nullable Double value) {
        if (value != null && !(value > 0 && value <= 1)) {
            throw new InvalidSetting(setting, value.toString(), "must be above 0, at most 1");
        }
    }

    static void atLeast(String setting, @Nullable Integer value, int least) {
        if (value != null && value < least) {
            throw new InvalidSetting(setting, value.toString(), "must be at least " + least);
        }
    }

    static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    static boolean isPassword(String value) {
        return value.length() >= IdentityProperties.MIN_PASSWORD_CHARS
                && value.getBytes(StandardCharsets.UTF_8).length
                        <= IdentityProperties.MAX_PASSWORD_BYTES;
    }

    static void address(String setting, String value) {
        try {
            InetAddress.getByName(value);
        } catch (UnknownHostException e) {
            throw new InvalidSetting(setting, value, "must be an address of this machine");
        }
    }

    static void readable(String setting, @Nullable Path file) {
        if (file != null && !Files.isReadable(file)) {
            throw new InvalidSetting(setting, file.toString(), "must be a file that can be read");
        }
    }

    static void http(String setting, @Nullable URI url) {
        if (url == null) {
            return;
        }
        boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!web || url.getHost() == null) {
            throw new InvalidSetting(
                    setting, withoutCredentials(url.toString()), "must be an http or https URL");
        }
    }

    /** A URL may carry a password before its host. */
    private static String withoutCredentials(String value) {
        return value.replaceAll("//[^/@]*@", "//(hidden)@");
    }
}
