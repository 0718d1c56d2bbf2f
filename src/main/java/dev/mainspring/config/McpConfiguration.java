package dev.mainspring.config;

import dev.mainspring.activities.mcp.McpDeployment;
import dev.mainspring.activities.mcp.McpStatus;
import dev.mainspring.activities.net.OutboundGuard;
import dev.mainspring.activities.web.WebFetchTool;
import dev.mainspring.activities.web.WebPages;
import dev.mainspring.chat.McpStates;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.McpFile;
import dev.mainspring.store.McpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what reaches MCP servers and the web. */
@Configuration(proxyBeanMethods = false)
class McpConfiguration {

    @Bean
    OutboundGuard outboundGuard(NetworkProperties network) {
        return new OutboundGuard(Dns.SYSTEM, network.reachable());
    }

    @Bean
    @ConditionalOnProperty("mainspring.web-fetch")
    WebFetchTool webFetchTool(OutboundGuard guard) {
        return new WebFetchTool(new WebPages(guard));
    }

    @Bean
    McpDeployment mcpDeployment(NetworkProperties network, DataFolder data) {
        Path file = data.path().resolve("mcp.json");
        try {
            if (network.mcpServers() != null) {
                return servers(network.mcpServers());
            }
            return Files.exists(file)
                    ? servers(Files.readString(file))
                    : new McpDeployment(List.of());
        } catch (IOException | IllegalArgumentException e) {
            String where =
                    network.mcpServers() == null ? file.toString() : "MAINSPRING_MCP_SERVERS";
            throw new StartupFailure(where + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static McpDeployment servers(String json) {
        return new McpDeployment(McpFile.ofDeployment(json, System.getenv()));
    }

    @Bean
    McpStates mcpStates(McpDeployment deployment, McpStatus status) {
        return new McpStates() {
            @Override
            public List<McpServer> deployment() {
                return deployment.servers();
            }

            @Override
            public Optional<Report> of(UserId user, McpServer server) {
                return status.of(user, server).map(it -> report(it));
            }

            @Override
            public Report test(UserId user, McpServer server) {
                return report(status.test(user, server));
            }
        };
    }

    private static McpStates.Report report(McpStatus.Report it) {
        return new McpStates.Report(it.tools(), it.leftOut(), it.error(), it.at());
    }
}
