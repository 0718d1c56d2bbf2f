package dev.mainspring.activities.model.scripted;

import dev.mainspring.conversation.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as the event stream of Anthropic's Messages API. */
final class AnswerFrames {

    /** About a word or two, as models stream. */
    private static final int CHUNK_CHARS = 12;

    /** Nobody sees more frames a second than this: faster streams come in larger chunks. */
    private static final int FRAMES_PER_SECOND = 50;

    private final List<Frame> frames = new ArrayList<>();
    private final @Nullable Integer charsPerSecond;
    private Duration pause;
    private int blocks;
    private int charsLeft;

    /**
     * @param delay before the first event
     * @param maxChars of text after which the stream is to break; {@code Integer.MAX_VALUE} = never
     */
    AnswerFrames(Duration delay, @Nullable Integer charsPerSecond, int maxChars) {
        this.pause = delay;
        this.charsPerSecond = charsPerSecond;
        this.charsLeft = maxChars;
    }

    void start(String model, long inputTokens, long cachedInputTokens) {
        ObjectNode event = event("message_start");
        ObjectNode message = event.putObject("message");
        message.put("type", "message").put("role", "assistant").put("model", model);
        message.putObject("usage")
                .put("input_tokens", inputTokens)
                .put("cache_read_input_tokens", cachedInputTokens)
                .put("output_tokens", 1);
        emit(event);
    }

    void thinking(String text) {
        begin(Map.of("type", "thinking", "thinking", ""));
        stream(text, "thinking_delta", "thinking");
        ObjectNode signature = event("content_block_delta").put("index", blocks);
        signature.putObject("delta").put("type", "signature_delta").put("signature", "scripted");
        emit(signature);
        end();
    }

    void text(String text) {
        begin(Map.of("type", "text", "text", ""));
        stream(text, "text_delta", "text");
        end();
    }

    void toolCall(String id, String name, String input) {
        begin(Map.of("type", "tool_use", "id", id, "name", name, "input", Map.of()));
        stream(input, "input_json_delta", "partial_json");
        end();
    }

    void stop(String reason, long outputTokens) {
        ObjectNode event = event("message_delta");
        event.putObject("delta").put("stop_reason", reason);
        event.putObject("usage").put("output_tokens", outputTokens);
        emit(event);
        emit(event("message_stop"));
    }

    /** An error in the stream, in place of its end. */
    void error(String type, String message) {
        ObjectNode event = event("error");
        event.putObject("error").put("type", type).put("message", message);
        charsLeft = 1;
        emit(event);
    }

    void brokenJson() {
        charsLeft = 1;
        add("event: content_block_delta\ndata: {\"type\": \"content_blo\n\n");
    }

    void add(Frame frame) {
        frames.add(frame);
    }

    List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** Whether the stream has come to where it is to break. */
    boolean isBroken() {
        return charsLeft <= 0;
    }

    private void begin(Map<String, Object> block) {
        JsonNode start = Json.MAPPER.valueToTree(block);
        emit(event("content_block_start").put("index", blocks).set("content_block", start));
    }

    private void end() {
        emit(event("content_block_stop").put("index", blocks));
        blocks++;
    }

    private void stream(String text, String type, String field) {
        int size =
                charsPerSecond == null
                        ? Math.max(CHUNK_CHARS, text.length() / 64)
                        : Math.max(1, charsPerSecond / FRAMES_PER_SECOND);
        for (int at = 0; at < text.length() && !isBroken(); ) {
            int end = Math.min(text.length(), at + Math.min(size, charsLeft));
            if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
                end++;
            }
            String chunk = text.substring(at, end);
            if (charsPerSecond != null) {
                pause =
                        pause.plusNanos(
                                chunk.length() * 1_000_000_000L / Math.max(1, charsPerSecond));
            }
            ObjectNode event = event("content_block_delta").put("index", blocks);
            event.putObject("delta").put("type", type).put(field, chunk);
            emit(event);
            charsLeft -= chunk.length();
            at = end;
        }
    }

    private static ObjectNode event(String type) {
        return Json.MAPPER.createObjectNode().put("type", type);
    }

    private void emit(ObjectNode event) {
        add("event: " + event.path("type").asString("") + "\ndata: " + event + "\n\n");
    }

    private void add(String text) {
        if (isBroken()) {
            return;
        }
        frames.add(new Frame.Data(pause, text));
        pause = Duration.ZERO;
    }
}
