package dev.mainspring.activities.tools;

import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolState;
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
 */
public record ToolOutput(
        ToolState state,
        JsonNode result,
        @Nullable String fullOutput,
        boolean truncated,
        List<Part> images) {

    public ToolOutput {
        images = List.copyOf(images);
    }
}
