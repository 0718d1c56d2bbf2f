package dev.mainspring.activities.tools;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Builds what a tool gives back. */
public final class ToolResults {

    private ToolResults() {}

    /** An empty object to fill. */
    public static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    public static ToolOutput finished(ObjectNode result) {
        return new ToolOutput(ToolState.FINISHED, result, null, false, List.of());
    }

    /** An error the model can act on. */
    public static ToolOutput failed(String error) {
        return new ToolOutput(
                ToolState.FAILED, object().put("error", error), null, false, List.of());
    }

    static ToolOutput of(
            ToolState state, ObjectNode result, @Nullable String fullOutput, boolean truncated) {
        return new ToolOutput(state, result, fullOutput, truncated, List.of());
    }
}
