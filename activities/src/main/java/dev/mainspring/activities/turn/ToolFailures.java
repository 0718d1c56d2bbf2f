package dev.mainspring.activities.turn;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results of calls that could not run to their end. */
final class ToolFailures {

    private ToolFailures() {}

    static ToolOutput of(ToolState state, String error) {
        @Nullable String none = null;
        return new ToolOutput(
                state, Json.MAPPER.createObjectNode().put("error", error), none, false, List.of());
    }

    /** What was begun before the connection went may have happened. */
    static ToolOutput unreachable(ShellException e) {
        return of(ToolState.UNKNOWN, "the workspace cannot be reached: " + e.getMessage());
    }
}
