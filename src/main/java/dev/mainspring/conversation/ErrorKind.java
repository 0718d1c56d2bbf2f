package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What went wrong, in the terms a person can act on. */
public enum ErrorKind {
    OVERLOADED,
    RATE_LIMIT,
    TIMEOUT,
    STREAM_SILENCE,
    AUTH,
    CONFIG,
    CONTEXT_OVERFLOW,
    CONTENT_FILTER,
    BUDGET,
    WORKSPACE,
    INTERNAL;

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
    public static ErrorKind of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
