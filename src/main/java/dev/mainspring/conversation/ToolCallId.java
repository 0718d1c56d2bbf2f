package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one tool call; ours, not the provider's, since it also names a folder in the workspace. */
public record ToolCallId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ToolCallId {}

    public static ToolCallId random() {
        return new ToolCallId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static ToolCallId of(String text) {
        return new ToolCallId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
