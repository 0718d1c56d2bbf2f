package dev.mainspring.activities.tools;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tool call gave.
 *
 * @param state {@code FINISHED}, {@code FAILED} (an error the model can act on), {@code CANCELLED}
 *     (interrupted; the effect is dead) or {@code UNKNOWN} (the outcome cannot be established)
 * @param result for the model; an object, with {@code error} where it failed; already within what
 *     the model may see
 * @param fullOutput for people and the record, where it is more than the result holds
 * @param truncated whether the result was cut
 * @param images further parts the model sees beside the result
 * @param pause absent where the call has ended
 */
public record ToolOutput(
        ToolState state,
        JsonNode result,
        @Nullable String fullOutput,
        boolean truncated,
        List<Part> images,
        @Nullable Pause pause) {

    /**
     * A call that has no result yet; it is run again when news have come for the chat.
     *
     * @param what it waits for, in words: "3 agents"
     * @param limit after which it is run again in any case; absent: never
     */
    public record Pause(String what, @Nullable Duration limit) {}

    public ToolOutput {
        images = List.copyOf(images);
    }

    public ToolOutput(
            ToolState state,
            JsonNode result,
            @Nullable String fullOutput,
            boolean truncated,
            List<Part> images) {
        this(state, result, fullOutput, truncated, images, null);
    }

    /** Whether the call has ended while its command goes on: it has a process id then, its own. */
    public boolean leaves(ToolCallId call) {
        return state == ToolState.FINISHED
                && result.path("process_id").asString("").equals(call.toString());
    }

    /** Not ended: to be run again. */
    public static ToolOutput waiting(Pause pause) {
        return new ToolOutput(
                ToolState.STARTED, Json.MAPPER.createObjectNode(), null, false, List.of(), pause);
    }
}
