package dev.mainspring.chat;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mainspring.conversation.McpServerId;
import dev.mainspring.store.McpConnection;
import dev.mainspring.store.McpServer;
import dev.mainspring.store.McpServerRow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server as people see it. What may be a secret is not in it: of headers and environment
 * only the names.
 *
 * @param id null for one of the deployment's
 * @param command null for one over HTTP
 * @param state how it did last
 * @param tools names as chats see them
 * @param leftOut tools whose description cannot be used
 * @param error why it fails
 */
public record McpServerView(
        @Nullable McpServerId id,
        String name,
        McpServer.Source source,
        @Nullable String url,
        @Nullable String command,
        List<String> args,
        List<String> headerNames,
        List<String> envNames,
        List<String> allowedTools,
        List<String> deniedTools,
        long timeoutSeconds,
        boolean enabled,
        State state,
        List<String> tools,
        List<String> leftOut,
        @Nullable String error,
        @Nullable Instant checkedAt) {

    /** How a server did when it was asked last. */
    public enum State {
        /** It listed its tools. */
        READY,
        FAILING,
        /** Nobody has asked it since this process started. */
        UNKNOWN,
        /** It runs in workspaces, with each chat anew. */
        IN_WORKSPACE,
        DISABLED;

        /** The name clients see. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static McpServerView of(McpServerRow row, Optional<McpStates.Report> report) {
        return of(row.id(), row.server(), row.enabled(), report);
    }

    static McpServerView of(McpServer server, Optional<McpStates.Report> report) {
        return of(null, server, true, report);
    }

    private static McpServerView of(
            @Nullable McpServerId id,
            McpServer server,
            boolean enabled,
            Optional<McpStates.Report> report) {
        McpConnection connection = server.connection();
        boolean ours = server.source() == McpServer.Source.DEPLOYMENT;
        return new McpServerView(
                id,
                server.name(),
                server.source(),
                connection instanceof McpConnection.Http it ? shown(it, ours) : null,
                connection instanceof McpConnection.Stdio it ? it.command() : null,
                connection instanceof McpConnection.Stdio it && !ours ? it.arguments() : List.of(),
                connection instanceof McpConnection.Http it
                        ? it.headers().keySet().stream().sorted().toList()
                        : List.of(),
                connection instanceof McpConnection.Stdio it
                        ? it.environment().keySet().stream().sorted().toList()
                        : List.of(),
                server.allowedTools(),
                server.deniedTools(),
                server.timeout().toSeconds(),
                enabled,
                state(server, enabled, report),
                report.map(McpStates.Report::tools).orElse(List.of()),
                report.map(McpStates.Report::leftOut).orElse(List.of()),
                report.map(McpStates.Report::error).orElse(null),
                report.map(McpStates.Report::at).orElse(null));
    }

    /** An administrator's address may carry a key in its query. */
    private static String shown(McpConnection.Http http, boolean ours) {
        String url = http.url().toString();
        return ours ? url.replaceFirst("[?#].*", "") : url;
    }

    private static State state(
            McpServer server, boolean enabled, Optional<McpStates.Report> report) {
        if (!enabled) {
            return State.DISABLED;
        }
        if (server.inWorkspace()) {
            return State.IN_WORKSPACE;
        }
        return report.map(it -> it.error() == null ? State.READY : State.FAILING)
                .orElse(State.UNKNOWN);
    }
}
