package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a chat is doing, as people and clients see it. */
public enum ChatStatus {
    IDLE,
    QUEUED,
    RUNNING,
    RETRYING,
    INTERRUPTING,
    AWAITING_APPROVAL,
    AWAITING_ANSWER,
    PAUSED,
    ERROR,
    ARCHIVED;

    /** Whether no turn is at work or about to be. */
    public boolean atRest() {
        return switch (this) {
            case IDLE, ERROR, ARCHIVED -> true;
            case QUEUED,
                    RUNNING,
                    RETRYING,
                    INTERRUPTING,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    PAUSED ->
                    false;
        };
    }

    /** Whether the agent waits for a person. */
    public boolean needsPerson() {
        return this == AWAITING_APPROVAL || this == AWAITING_ANSWER;
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
    public static ChatStatus of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
