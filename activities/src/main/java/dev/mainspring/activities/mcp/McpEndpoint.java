package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.McpServer;
import org.jspecify.annotations.Nullable;

/**
 * A server as one person reaches it. Chats of that person share a session; a server that runs in a
 * workspace has one for each of them.
 *
 * @param place where it runs; null over HTTP
 */
record McpEndpoint(UserId user, McpServer server, @Nullable Place place) {

    /**
     * A ready workspace.
     *
     * @param build its number; another one is another life
     */
    record Place(WorkspaceId workspace, long build) {}

    /**
     * An endpoint and a chat that may go there.
     *
     * @param chat whose workspace it is
     */
    record Use(McpEndpoint endpoint, ChatId chat) {

        McpServer server() {
            return endpoint.server();
        }
    }
}
