package dev.mainspring.api;

import dev.mainspring.chat.McpServerChanges;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of an MCP server; what is absent or null stays as it is. */
record McpServerChangesBody(
        @Nullable String name,
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
                null,
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
