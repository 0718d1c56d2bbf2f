package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a workspace stands. */
public enum WorkspaceState {
    /** Asked for; nothing is made yet. */
    PENDING,
    PROVISIONING,
    SETTING_UP,
    READY,
    STOPPING,
    STOPPED,
    DELETING,
    DELETED,
    /** The last build failed; starting it again may help. */
    ERROR;

    /** Whether a build is at work or waits. */
    public boolean moving() {
        return switch (this) {
            case PENDING, PROVISIONING, SETTING_UP, STOPPING, DELETING -> true;
            case READY, STOPPED, DELETED, ERROR -> false;
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
    public static WorkspaceState of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
