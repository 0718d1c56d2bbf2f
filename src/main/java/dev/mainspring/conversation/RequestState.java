package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where something the agent asks of a person stands. */
public enum RequestState {
    OPEN,
    ANSWERED,
    WITHDRAWN;

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
    public static RequestState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
