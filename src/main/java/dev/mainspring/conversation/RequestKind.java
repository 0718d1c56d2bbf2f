package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the agent asks of a person. */
public enum RequestKind {
    APPROVAL,
    QUESTION,
    PLAN;

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
    public static RequestKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
