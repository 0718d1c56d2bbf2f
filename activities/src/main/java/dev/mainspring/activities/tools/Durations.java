package dev.mainspring.activities.tools;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Durations as models write them: {@code 500ms}, {@code 120s}, {@code 2m}, {@code 1h}. */
public final class Durations {

    private Durations() {}

    /**
     * A duration among the arguments.
     *
     * @throws ToolRefusedException if it is longer than the most
     */
    public static Duration of(JsonNode input, String field, Duration absent, Duration most) {
        JsonNode value = input.get(field);
        if (value == null) {
            return absent;
        }
        Duration given = parse(value.asString());
        if (given.compareTo(most) > 0) {
            throw new ToolRefusedException(
                    "%s '%s' is longer than the most, %d s"
                            .formatted(field, value.asString(), most.toSeconds()));
        }
        return given;
    }

    private static Duration parse(String text) {
        int unit = 0;
        while (Character.isDigit(text.charAt(unit))) {
            unit++;
        }
        long amount = Long.parseLong(text.substring(0, unit));
        return switch (text.substring(unit)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> throw new IllegalArgumentException("no duration: " + text);
        };
    }
}
