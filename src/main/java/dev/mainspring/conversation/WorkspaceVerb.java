package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a build does to a workspace. */
public enum WorkspaceVerb {
    START,
    STOP,
    DELETE;

    /** The name Temporal and the database see. */
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
    public static WorkspaceVerb of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
