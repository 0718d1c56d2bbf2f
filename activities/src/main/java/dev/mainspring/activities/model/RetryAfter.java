package dev.mainspring.activities.model;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how long a provider asks to wait. */
final class RetryAfter {

    /** Nobody waits longer by a header's word: a broken clock must not park a chat for years. */
    private static final Duration MOST = Duration.ofDays(1);

    /** OpenAI's "Please try again in 1.898s", Google's retryDelay "34.07s". */
    private static final Pattern IN_WORDS =
            Pattern.compile("(?:try again in |retryDelay\":\\s*\")(\\d+(?:\\.\\d+)?)(ms|s)");

    private RetryAfter() {}

    /** RFC 9110, 10.2.3: seconds or an HTTP date; OpenAI adds {@code retry-after-ms}. */
    static @Nullable Duration inHeaders(Headers headers, Instant now) {
        String millis = headers.get("retry-after-ms");
        if (millis != null && millis.strip().matches("\\d{1,9}")) {
            return capped(Duration.ofMillis(Long.parseLong(millis.strip())));
        }
        String value = headers.get("retry-after");
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            return capped(Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000)));
        }
        return untilDate(text, now);
    }

    static @Nullable Duration inBody(@Nullable JsonNode error) {
        if (error == null) {
            return null;
        }
        Matcher match = IN_WORDS.matcher(error.toString());
        if (!match.find()) {
            return null;
        }
        double number = Double.parseDouble(match.group(1));
        double millis = match.group(2).equals("ms") ? number : number * 1000;
        return capped(Duration.ofMillis((long) Math.ceil(millis)));
    }

    private static @Nullable Duration untilDate(String text, Instant now) {
        try {
            Instant then =
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(now, then);
            return wait.isNegative() ? Duration.ZERO : capped(wait);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Duration capped(Duration wait) {
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
