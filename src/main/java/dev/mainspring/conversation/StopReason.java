package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why a turn ended. */
public enum StopReason {
    END_TURN,
    INTERRUPTED,
    AWAITING_INPUT,
    BUDGET_REACHED,
    STEP_LIMIT,
    ERROR;

    /** The name clients and the database see. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a wire name.
     *
     * @throws IllegalArgumentException if there is no such name
     */
    @JsonCreator
    public static StopReason of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
