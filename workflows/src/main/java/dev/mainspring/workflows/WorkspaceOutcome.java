package dev.mainspring.workflows;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a phase of a build ended. */
public enum WorkspaceOutcome {
    DONE,
    /** For a reason that is recorded and that trying again does not mend. */
    FAILED;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static WorkspaceOutcome of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
