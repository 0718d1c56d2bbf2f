package dev.mainspring.store;

import dev.mainspring.conversation.McpServerId;
import dev.mainspring.conversation.UserId;
import java.time.Instant;

/**
 * A person's own MCP server as it is stored.
 *
 * @param enabled whether chats use it
 */
public record McpServerRow(
        McpServerId id,
        UserId owner,
        McpServer server,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt) {}
