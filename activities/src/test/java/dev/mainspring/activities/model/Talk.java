package dev.mainspring.activities.model;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A conversation that grows message by message, for tests that call models with it. */
public final class Talk {

    public static final ToolSpec EXECUTE =
            new ToolSpec(
                    "execute",
                    ToolClass.EXECUTE,
                    "Runs a command",
                    Json.MAPPER.readTree(
                            """
                            {"type": "object", "properties": {"command": {"type": "string"}},
                             "required": ["command"], "additionalProperties": false}\
                            """));

    public static final byte[] FILE = {1, 2, 3};

    private final ChatId chat = ChatId.of("00000000-0000-0000-0000-00000000c4a7");
    private final BranchId branch = BranchId.random();
    private final ModelRef model;
    private final List<Message> messages = new ArrayList<>();
    private @Nullable ReasoningEffort effort;

    public Talk(String model) {
        this.model = ModelRef.of(model);
    }

    public Talk effort(ReasoningEffort chosen) {
        effort = chosen;
        return this;
    }

    public Talk user(String text) {
        return add(Role.USER, null, List.of(new Part.Text(text)));
    }

    public Talk user(Part... parts) {
        return add(Role.USER, null, List.of(parts));
    }

    public Talk assistant(List<Part> parts) {
        return add(Role.ASSISTANT, model, parts);
    }

    public Talk assistantOf(String otherModel, Part... parts) {
        return add(Role.ASSISTANT, ModelRef.of(otherModel), List.of(parts));
    }

    public Talk tool(Part... parts) {
        return add(Role.TOOL, null, List.of(parts));
    }

    /** Answers all calls of the newest message with the same output. */
    public Talk results(String output) {
        return add(
                Role.TOOL,
                null,
                messages.getLast().parts().stream()
                        .filter(Part.ToolCall.class::isInstance)
                        .map(Part.ToolCall.class::cast)
                        .map(call -> result(call, output, false))
                        .toList());
    }

    public static Part result(Part.ToolCall call, String output, boolean isError) {
        return new Part.ToolResult(
                call.id(), call.providerId(), call.name(), output, isError, false);
    }

    public ModelRequest request() {
        return new ModelRequest(
                chat, model, "Be brief.", messages, List.of(EXECUTE), effort, _ -> FILE);
    }

    private Talk add(Role role, @Nullable ModelRef author, List<Part> parts) {
        messages.add(
                new Message(
                        MessageId.random(),
                        branch,
                        messages.size() + 1,
                        role,
                        parts,
                        null,
                        null,
                        author,
                        null,
                        Instant.EPOCH));
        return this;
    }
}
