package dev.mainspring.chat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an MCP server is to be; what is absent or null stays as it is, or at its default.
 *
 * @param url of a server over HTTP
 * @param headers sent with every request, all of them
 * @param command of a server that runs in the workspace
 * @param env added to the workspace's environment, all of it
 */
public record McpServerChanges(
        @Nullable String name,
        @Nullable String url,
        @Nullable Map<String, String> headers,
        @Nullable String command,
        @Nullable List<String> args,
        @Nullable Map<String, String> env,
        @Nullable List<String> allowedTools,
        @Nullable List<String> deniedTools,
        @Nullable Integer timeoutSeconds,
        @Nullable Boolean enabled) {}
