package dev.mainspring.config;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of a turn.
 *
 * @param stepLimit {@code MAINSPRING_TURN_STEP_LIMIT}: model calls after which a turn ends
 */
@ConfigurationProperties("mainspring.turn")
record TurnProperties(@DefaultValue("200") int stepLimit) {

    private static final int MAX_STEPS = 10_000;

    TurnProperties {
        if (stepLimit < 1 || stepLimit > MAX_STEPS) {
            throw new InvalidSetting(
                    "MAINSPRING_TURN_STEP_LIMIT",
                    Integer.toString(stepLimit),
                    "must be 1 to " + MAX_STEPS);
        }
    }
}
