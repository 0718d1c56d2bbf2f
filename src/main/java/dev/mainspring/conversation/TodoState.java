package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an item of the agent's checklist is. */
public enum TodoState {
    PENDING,
    IN_PROGRESS,
    DONE;

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
    public static TodoState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
