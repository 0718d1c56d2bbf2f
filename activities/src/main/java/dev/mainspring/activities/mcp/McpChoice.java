package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.McpServer;
import dev.mainspring.store.McpServerRow;
import dev.mainspring.store.McpServers;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which servers a chat may use now: the administrators', then its owner's, then its workspace's,
 * where a name is taken once; of these what the chat chose. Those that run in a workspace are there
 * only while it is ready: nothing is made or started to list tools.
 */
@Component
class McpChoice {

    private final McpDeployment deployment;
    private final McpServers own;
    private final ChatRows chats;
    private final WorkspaceOrders workspaces;
    private final WorkspaceMcpFiles files;

    McpChoice(
            McpDeployment deployment,
            McpServers own,
            ChatRows chats,
            WorkspaceOrders workspaces,
            WorkspaceMcpFiles files) {
        this.deployment = deployment;
        this.own = own;
        this.chats = chats;
        this.workspaces = workspaces;
        this.files = files;
    }

    /**
     * In the order of their names.
     *
     * @param root whose choice counts: a sub-agent has at most what its chat has
     */
    List<McpEndpoint.Use> of(ChatId chat, ChatId root, UserId owner) {
        McpEndpoint.@Nullable Place place =
                workspaces
                        .ofChat(chat)
                        .filter(WorkspaceRow::usable)
                        .map(row -> new McpEndpoint.Place(row.id(), row.build()))
                        .orElse(null);
        Map<String, McpServer> servers = new TreeMap<>();
        deployment.servers().forEach(it -> servers.put(it.name(), it));
        own.of(owner).stream()
                .filter(McpServerRow::enabled)
                .forEach(it -> servers.putIfAbsent(it.server().name(), it.server()));
        if (place != null) {
            files.of(place, chat, owner).forEach(it -> servers.putIfAbsent(it.name(), it));
        }
        chosen(root, servers);
        List<McpEndpoint.Use> uses = new ArrayList<>();
        for (McpServer server : servers.values()) {
            if (!server.inWorkspace()) {
                uses.add(new McpEndpoint.Use(new McpEndpoint(owner, server, null), chat));
            } else if (place != null) {
                uses.add(new McpEndpoint.Use(new McpEndpoint(owner, server, place), chat));
            }
        }
        return uses;
    }

    private void chosen(ChatId root, Map<String, McpServer> servers) {
        if (servers.isEmpty()) {
            return;
        }
        List<String> only =
                chats.find(root).map(ChatRow::options).map(it -> it.mcpServers()).orElse(null);
        if (only != null) {
            servers.keySet().retainAll(only);
        }
    }
}
