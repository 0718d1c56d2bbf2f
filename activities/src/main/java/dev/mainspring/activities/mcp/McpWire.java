package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A way for messages, which can be told that a call is no longer wanted. */
interface McpWire extends McpClientTransport {

    McpJsonMapper MAPPER = new JacksonMcpJsonMapper(JsonMapper.shared());

    /** Runs once, when no message can come any more. */
    void onClosed(Runnable action);

    /** Whether a new wire is needed. */
    boolean closed();

    /** Why no message comes any more. */
    String why();

    /** Lets go of what still waits for the answer to a request. */
    void abandon(Object requestId);

    /**
     * Hands on the messages of a text. What is no message of the protocol is dropped.
     *
     * @return whether it held one
     */
    static boolean deliver(String json, Consumer<McpSchema.JSONRPCMessage> to) {
        try {
            JsonNode node = Json.MAPPER.readTree(json);
            if (!node.isArray()) {
                to.accept(McpSchema.deserializeJsonRpcMessage(MAPPER, json));
                return true;
            }
            for (JsonNode one : node) {
                to.accept(McpSchema.deserializeJsonRpcMessage(MAPPER, one.toString()));
            }
            return !node.isEmpty();
        } catch (IOException | JacksonException | IllegalArgumentException noMessage) {
            return false;
        }
    }
}
