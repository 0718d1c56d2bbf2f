package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.McpServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How servers over HTTP are doing, for people who set them up. */
@Component
public class McpStatus {

    private final McpCatalogs catalogs;
    private final McpSessions sessions;

    McpStatus(McpCatalogs catalogs, McpSessions sessions) {
        this.catalogs = catalogs;
        this.sessions = sessions;
    }

    /**
     * What was heard of a server last.
     *
     * @param tools names as chats see them; empty while it fails
     * @param leftOut tools whose description cannot be used
     * @param error why it fails; null where it does not
     */
    public record Report(
            List<String> tools, List<String> leftOut, @Nullable String error, Instant at) {}

    /** Empty if it was not asked yet. */
    public Optional<Report> of(UserId user, McpServer server) {
        return catalogs.known(new McpEndpoint(user, server, null)).map(McpStatus::report);
    }

    /** Connects beside what chats use and asks for the tools; at most half a minute. */
    public Report test(UserId user, McpServer server) {
        McpEndpoint endpoint = new McpEndpoint(user, server, null);
        sessions.forgive(endpoint);
        return report(catalogs.askNow(new McpEndpoint.Use(endpoint, ChatId.random())));
    }

    private static Report report(McpCatalogs.Heard heard) {
        McpToolList list = heard.list();
        return new Report(
                heard.tools().stream().map(it -> it.spec().name()).toList(),
                list == null || heard.error() != null ? List.of() : list.leftOut(),
                heard.error(),
                heard.at());
    }
}
