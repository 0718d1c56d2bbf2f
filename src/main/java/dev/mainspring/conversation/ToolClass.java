package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a tool may do, for approval and ordering: only reading calls of one reply run side by side.
 */
public enum ToolClass {
    READ,
    WRITE,
    EXECUTE,
    PLATFORM,
    ORCHESTRATION,
    NETWORK,
    /** Asks the person. */
    PEOPLE;

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
    public static ToolClass of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
