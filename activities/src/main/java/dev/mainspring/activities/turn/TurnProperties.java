package dev.mainspring.activities.turn;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of a turn.
 *
 * @param stepLimit model calls after which a turn ends
 */
@ConfigurationProperties("mainspring.turn")
record TurnProperties(@DefaultValue("200") int stepLimit) {
    TurnProperties {
        if (stepLimit < 1 || stepLimit > 10_000) {
            throw new IllegalArgumentException(
                    "mainspring.turn.step-limit is " + stepLimit + ", must be 1 to 10000");
        }
    }
}
