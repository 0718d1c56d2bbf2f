package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;

/** A way for messages, which can be told that a call is no longer wanted. */
interface McpWire extends McpClientTransport {

    McpJsonMapper MAPPER = McpMessages.MAPPER;

    /** Runs once, when no message can come any more. */
    void onClosed(Runnable action);

    /** Whether a new wire is needed. */
    boolean closed();

    /** Why no message comes any more. */
    String why();

    /** Lets go of what still waits for the answer to a request. */
    void abandon(Object requestId);
}
