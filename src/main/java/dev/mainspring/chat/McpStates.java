package dev.mainspring.chat;

import dev.mainspring.conversation.UserId;
import dev.mainspring.store.McpServer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How MCP servers are doing, and which there are for everybody. */
public interface McpStates {

    /**
     * What was heard of a server last.
     *
     * @param tools names as chats see them; empty while it fails
     * @param leftOut tools whose description cannot be used
     * @param error why it fails; null where it does not
     */
    record Report(List<String> tools, List<String> leftOut, @Nullable String error, Instant at) {}

    /** The servers that the administrators gave to everybody. */
    List<McpServer> deployment();

    /** Empty if it was not asked yet. */
    Optional<Report> of(UserId user, McpServer server);

    /** Connects to a server over HTTP and asks for its tools; at most half a minute. */
    Report test(UserId user, McpServer server);
}
