package dev.mainspring.store;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An MCP server that chats may use.
 *
 * @param name the first half of its tools' names
 * @param allowedTools the only ones offered; empty = all
 * @param deniedTools never offered
 * @param timeout of one call
 * @param trusted whether what it says of its tools (read-only, idempotent) is believed
 */
public record McpServer(
        String name,
        Source source,
        McpConnection connection,
        List<String> allowedTools,
        List<String> deniedTools,
        Duration timeout,
        boolean trusted) {

    public static final Duration TIMEOUT = Duration.ofSeconds(60);
    public static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** Leaves room for the tool in the 64 characters that providers take. */
    public static final int NAME_CHARACTERS = 32;

    /** Never two underscores: they part server and tool. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+([_-][A-Za-z0-9]+)*");

    /** Who brought it. */
    public enum Source {
        /** The administrators, for everybody. */
        DEPLOYMENT,
        /** A person, for themselves. */
        USER,
        /** A workspace's {@code .mcp.json}. */
        WORKSPACE;

        /** The name clients see. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public McpServer {
        if (name.length() > NAME_CHARACTERS || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "the name '%s' must be 1 to 32 letters and digits, with single '-' or '_' between"
                            .formatted(name));
        }
        if (timeout.compareTo(LONGEST_TIMEOUT) > 0
                || timeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "the timeout of '%s' is %s, must be 1 s to 10 min".formatted(name, timeout));
        }
        allowedTools = List.copyOf(allowedTools);
        deniedTools = List.copyOf(deniedTools);
    }

    /** Whether a tool of that name passes the lists. */
    public boolean offers(String tool) {
        return (allowedTools.isEmpty() || allowedTools.contains(tool))
                && !deniedTools.contains(tool);
    }

    public boolean inWorkspace() {
        return connection instanceof McpConnection.Stdio;
    }
}
