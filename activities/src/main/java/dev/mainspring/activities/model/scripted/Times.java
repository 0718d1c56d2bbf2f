package dev.mainspring.activities.model.scripted;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads durations as conversation files write them: {@code 500ms}, {@code 2s}, {@code 5m}. */
final class Times {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    private Times() {}

    static Duration of(@Nullable String text) {
        if (text == null) {
            return Duration.ZERO;
        }
        Matcher match = DURATION.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "duration '" + text + "' must read like 500ms, 2s or 5m");
        }
        long number = Long.parseLong(match.group(1));
        return switch (match.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }
}
