package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads messages of the protocol within bounds: a server sends what it likes. */
final class McpMessages {

    private static final JsonMapper BOUNDED =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxTokenCount(McpLimits.MESSAGE_TOKENS)
                                                    .build())
                                    .build())
                    .build();

    static final McpJsonMapper MAPPER = new JacksonMcpJsonMapper(BOUNDED);

    /** In characters. */
    private static final int LARGE = 256 * 1024;

    /** Of large ones the memory holds one at a time. */
    private static final Semaphore READING_LARGE = new Semaphore(1);

    private McpMessages() {}

    /**
     * Hands on the messages of a text. What is no message of the protocol is dropped.
     *
     * @return whether it held one
     * @throws IOException if it holds too many values
     */
    static boolean deliver(String json, Consumer<McpSchema.JSONRPCMessage> to) throws IOException {
        List<McpSchema.JSONRPCMessage> messages = json.length() < LARGE ? read(json) : large(json);
        messages.forEach(to);
        return !messages.isEmpty();
    }

    private static List<McpSchema.JSONRPCMessage> large(String json) throws IOException {
        READING_LARGE.acquireUninterruptibly();
        try {
            return read(json);
        } finally {
            READING_LARGE.release();
        }
    }

    private static List<McpSchema.JSONRPCMessage> read(String json) throws IOException {
        try {
            return isBatch(json)
                    ? batch(json)
                    : List.of(McpSchema.deserializeJsonRpcMessage(MAPPER, json));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            if (isTooMuch(e)) {
                throw new IOException("a message holds too many values, or too deep ones", e);
            }
            return List.of();
        }
    }

    private static boolean isTooMuch(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof StreamConstraintsException || (cause != null && isTooMuch(cause));
    }

    private static boolean isBatch(String json) {
        int start = 0;
        while (start < json.length() && Character.isWhitespace(json.charAt(start))) {
            start++;
        }
        return json.startsWith("[", start);
    }

    private static List<McpSchema.JSONRPCMessage> batch(String json) throws IOException {
        List<McpSchema.JSONRPCMessage> messages = new ArrayList<>();
        for (JsonNode one : BOUNDED.readTree(json)) {
            messages.add(McpSchema.deserializeJsonRpcMessage(MAPPER, one.toString()));
        }
        return messages;
    }
}
