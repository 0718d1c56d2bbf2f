package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How long a model may think before it answers. */
public enum ReasoningEffort {
    MINIMAL,
    LOW,
    MEDIUM,
    HIGH;

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
    public static ReasoningEffort of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
