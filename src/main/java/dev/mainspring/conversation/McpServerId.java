package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names an MCP server of a person. */
public record McpServerId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public McpServerId {}

    public static McpServerId random() {
        return new McpServerId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static McpServerId of(String text) {
        return new McpServerId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
