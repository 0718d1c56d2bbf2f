package dev.mainspring.activities.mcp;

import dev.mainspring.store.McpServer;
import java.util.List;

/** The servers that the administrators gave to everybody. */
public record McpDeployment(List<McpServer> servers) {
    public McpDeployment {
        servers = List.copyOf(servers);
    }
}
