package dev.mainspring.chat;

import dev.mainspring.conversation.McpServerId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server to add, or what to change of one; null leaves it as it is, or at its default.
 *
 * @param id the caller's choice, which makes adding idempotent; not for changes
 * @param url of a server over HTTP
 * @param headers sent with every request, all of them
 * @param command of a server that runs in the workspace
 * @param env added to the workspace's environment, all of it
 */
public record McpServerChanges(
        @Nullable McpServerId id,
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
