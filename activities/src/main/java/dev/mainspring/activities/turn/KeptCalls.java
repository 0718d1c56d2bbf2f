package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tool calls of a transcript, by how they ended.
 *
 * @param succeeded ids of the calls whose result is no error
 */
record KeptCalls(List<Part.ToolCall> calls, Set<ToolCallId> succeeded) {

    static KeptCalls of(List<Message> path) {
        List<Part> parts = path.stream().flatMap(message -> message.parts().stream()).toList();
        Set<ToolCallId> succeeded = new HashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.ToolResult result && !result.isError()) {
                succeeded.add(result.toolCallId());
            }
        }
        return new KeptCalls(
                parts.stream()
                        .filter(Part.ToolCall.class::isInstance)
                        .map(Part.ToolCall.class::cast)
                        .toList(),
                succeeded);
    }

    boolean succeeded(Part.ToolCall call) {
        return succeeded.contains(call.id());
    }

    /** The newest call of a tool, however it ended. */
    Optional<Part.ToolCall> newest(String tool) {
        return calls.reversed().stream().filter(call -> call.name().equals(tool)).findFirst();
    }
}
