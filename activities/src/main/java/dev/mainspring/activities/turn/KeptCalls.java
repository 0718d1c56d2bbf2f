package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.store.ToolCallRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tool calls and what they gave, oldest first.
 *
 * @param results by call; a call of the step at work has none yet
 */
record KeptCalls(List<Part.ToolCall> calls, Map<ToolCallId, Part.ToolResult> results) {

    /** Those of stored calls. */
    static KeptCalls of(List<ToolCallRows.Call> stored) {
        List<Part> parts = new ArrayList<>();
        for (ToolCallRows.Call call : stored) {
            parts.add(call.asked());
            if (call.ended()) {
                parts.addAll(call.told());
            }
        }
        return in(parts);
    }

    static KeptCalls in(List<Part> parts) {
        Map<ToolCallId, Part.ToolResult> results = new HashMap<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result) {
                results.put(result.toolCallId(), result);
            }
        }
        return new KeptCalls(
                parts.stream()
                        .filter(Part.ToolCall.class::isInstance)
                        .map(Part.ToolCall.class::cast)
                        .toList(),
                results);
    }

    boolean succeeded(Part.ToolCall call) {
        Part.ToolResult result = results.get(call.id());
        return result != null && !result.isError();
    }

    /** What a call gave, an empty object where it gave nothing that is JSON. */
    JsonNode result(Part.ToolCall call) {
        Part.ToolResult result = results.get(call.id());
        try {
            return Json.MAPPER.readTree(result == null ? "{}" : result.output());
        } catch (JacksonException e) {
            return Json.MAPPER.createObjectNode();
        }
    }

    /** The newest call of a tool, however it ended. */
    Optional<Part.ToolCall> newest(String tool) {
        return calls.reversed().stream().filter(call -> call.name().equals(tool)).findFirst();
    }
}
