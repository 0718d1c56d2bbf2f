package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When a message sent to a busy chat reaches the agent. */
public enum Delivery {
    STEER,
    QUEUE,
    INTERRUPT;

    /** Of messages that wait, which are read first: those with the lowest. */
    public int rank() {
        return switch (this) {
            case INTERRUPT -> 0;
            case STEER -> 1;
            case QUEUE -> 2;
        };
    }

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
    public static Delivery of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
