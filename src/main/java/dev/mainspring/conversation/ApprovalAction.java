package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a policy says about a tool call, from the least strict on. */
public enum ApprovalAction {
    ALLOW,
    ASK,
    DENY;

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
    public static ApprovalAction of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
