package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person decided about something the agent asked. */
public enum Decision {
    /** Run the call. */
    ALLOW,
    /** Run the call, and such calls of this chat from now on. */
    ALLOW_ALWAYS,
    /** Do not run the call. */
    DENY,
    /** Answers to questions. */
    ANSWER,
    /** Do as planned. */
    APPROVE,
    /** Do as the person has rewritten the plan. */
    EDIT,
    /** Not this plan. */
    REJECT,
    /** The person wrote a message instead, which the agent reads next. */
    MESSAGE;

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
    public static Decision of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
