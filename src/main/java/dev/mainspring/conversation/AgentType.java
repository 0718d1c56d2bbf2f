package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a sub-agent may do: everything its parent may in the workspace, or only read. */
public enum AgentType {
    GENERAL,
    EXPLORE;

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
    public static AgentType of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
