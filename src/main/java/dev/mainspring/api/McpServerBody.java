package dev.mainspring.api;

import dev.mainspring.chat.McpServerChanges;
import dev.mainspring.conversation.McpServerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server to add.
 *
 * @param id the caller's choice; the same request again gets the same server
 */
record McpServerBody(
        @Nullable McpServerId id,
        String name,
        @Nullable String url,
        @Nullable Map<String, String> headers,
        @Nullable String command,
        @Nullable List<String> args,
        @Nullable Map<String, String> env,
        @Nullable List<String> allowedTools,
        @Nullable List<String> deniedTools,
        @Nullable Integer timeoutSeconds,
        @Nullable Boolean enabled) {

    McpServerChanges changes() {
        return new McpServerChanges(
                name,
                url,
                headers,
                command,
                args,
                env,
                allowedTools,
                deniedTools,
                timeoutSeconds,
                enabled);
    }
}
