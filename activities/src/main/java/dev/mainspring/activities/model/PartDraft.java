package dev.mainspring.activities.model;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProviderData;
import dev.mainspring.conversation.ToolCallId;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A part of an answer while it arrives. */
final class PartDraft {

    enum Kind {
        TEXT,
        REASONING,
        TOOL_CALL
    }

    private final Kind kind;
    private final int index;
    private final String providerId;
    private final String name;
    private final ModelListener listener;
    private final StringBuilder content = new StringBuilder();
    private final long beganNanos = System.nanoTime();
    private long endedNanos = beganNanos;
    private @Nullable JsonNode raw;
    private boolean whole;

    PartDraft(Kind kind, int index, String providerId, String name, ModelListener listener) {
        this.kind = kind;
        this.index = index;
        this.providerId = providerId;
        this.name = name;
        this.listener = listener;
        if (kind == Kind.TOOL_CALL) {
            listener.onDelta(new ModelDelta.ToolCallBegan(index, name));
        }
    }

    Kind kind() {
        return kind;
    }

    /** Adds text, thought or arguments, whichever this part is made of. */
    void append(String more) {
        if (more.isEmpty()) {
            return;
        }
        content.append(more);
        endedNanos = System.nanoTime();
        listener.onDelta(
                switch (kind) {
                    case TEXT -> new ModelDelta.Text(index, more);
                    case REASONING -> new ModelDelta.Reasoning(index, more);
                    case TOOL_CALL -> new ModelDelta.ToolCallInput(index, more);
                });
    }

    boolean isEmpty() {
        return content.isEmpty();
    }

    /** Keeps what the provider must get back. */
    void raw(@Nullable JsonNode data) {
        raw = data;
    }

    @Nullable JsonNode raw() {
        return raw;
    }

    /** Nothing more of this part will come. */
    void end() {
        whole = true;
        endedNanos = System.nanoTime();
    }

    /** Whether it can be kept though the stream broke: a tool call only if it came to its end. */
    boolean survivesACut() {
        return kind != Kind.TOOL_CALL || (whole && input().isObject());
    }

    Part part(String origin) {
        ProviderData data = raw == null ? null : new ProviderData(origin, raw);
        String text = content.toString();
        return switch (kind) {
            case TEXT -> new Part.Text(text, data);
            case REASONING ->
                    new Part.Reasoning(
                            text, TimeUnit.NANOSECONDS.toMillis(endedNanos - beganNanos), data);
            case TOOL_CALL ->
                    new Part.ToolCall(ToolCallId.random(), providerId, name, input(), null, data);
        };
    }

    /** The arguments: an object, or the text itself where it is none. */
    private JsonNode input() {
        String text = content.toString();
        if (text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode parsed = Json.MAPPER.readTree(text);
            return parsed.isObject() ? parsed : JsonNodeFactory.instance.stringNode(text);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.stringNode(text);
        }
    }
}
