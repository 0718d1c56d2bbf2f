package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the events of Anthropic's Messages API. */
final class AnthropicReader implements AnswerReader {

    private final AnswerDraft draft;
    private final Map<Integer, PartDraft> blocks = new HashMap<>();
    private final ObjectNode counted = object();
    private final AnthropicBlocks kept;

    AnthropicReader(AnswerDraft draft) {
        this.draft = draft;
        this.kept = new AnthropicBlocks(draft);
    }

    @Override
    public void read(JsonNode event) {
        switch (event.path("type").asString("")) {
            case "message_start" -> count(event.path("message").path("usage"));
            case "content_block_start" -> begin(event);
            case "content_block_delta" -> add(event);
            case "content_block_stop" -> end(event.path("index").asInt(-1));
            case "message_delta" -> {
                count(event.path("usage"));
                stop(event.path("delta").path("stop_reason").asString(""));
            }
            case "message_stop" -> draft.close();
            case "error" -> draft.fail(ProviderErrors.ofEvent(event.path("error")));
            default -> {
                // ping, and what later versions add
            }
        }
    }

    private void begin(JsonNode event) {
        int index = event.path("index").asInt(-1);
        JsonNode block = event.path("content_block");
        switch (block.path("type").asString("")) {
            case "text" -> addText(index, block.path("text").asString(""));
            case "thinking" -> addThought(index, block.path("thinking").asString(""));
            case "redacted_thinking" -> {
                PartDraft redacted = draft.openReasoning();
                redacted.raw(block);
                redacted.end();
            }
            case "tool_use" -> {
                PartDraft call =
                        draft.openCall(
                                block.path("id").asString(""), block.path("name").asString(""));
                if (!block.path("input").isEmpty()) {
                    call.raw(block.path("input"));
                }
                blocks.put(index, call);
            }
            case "server_tool_use" -> kept.beginSearch(index, block);
            case "web_search_tool_result" -> kept.result(block);
            default -> {
                // a block of a tool we did not offer
            }
        }
    }

    private void add(JsonNode event) {
        int index = event.path("index").asInt(-1);
        JsonNode delta = event.path("delta");
        switch (delta.path("type").asString("")) {
            case "text_delta" -> addText(index, delta.path("text").asString(""));
            case "thinking_delta" -> addThought(index, delta.path("thinking").asString(""));
            case "signature_delta" ->
                    thought(index)
                            .raw(
                                    object().put("type", "thinking")
                                            .put(
                                                    "signature",
                                                    signature(index)
                                                            + delta.path("signature")
                                                                    .asString("")));
            case "citations_delta" -> kept.cite(index, delta.path("citation"));
            case "input_json_delta" -> {
                if (kept.isSearch(index)) {
                    kept.input(index, delta.path("partial_json").asString(""));
                }
                PartDraft call = blocks.get(index);
                if (call != null) {
                    call.append(delta.path("partial_json").asString(""));
                }
            }
            default -> {
                // what later versions add
            }
        }
    }

    private void end(int index) {
        if (kept.end(index)) {
            return;
        }
        PartDraft block = blocks.remove(index);
        if (block == null) {
            return;
        }
        if (block.kind() == PartDraft.Kind.TOOL_CALL) {
            JsonNode wholeInput = block.raw();
            if (wholeInput != null && block.isEmpty()) {
                block.append(wholeInput.toString());
            }
            block.raw(null);
        }
        block.end();
    }

    private void addText(int index, String text) {
        if (text.isEmpty()) {
            return;
        }
        PartDraft part = kept.text(index, text);
        if (part == null) {
            kept.beginText(index);
            part = Objects.requireNonNull(kept.text(index, text));
        }
        part.append(text);
    }

    private void addThought(int index, String text) {
        if (!text.isEmpty()) {
            thought(index).append(text);
        }
    }

    private PartDraft thought(int index) {
        return blocks.computeIfAbsent(index, _ -> draft.openReasoning());
    }

    private String signature(int index) {
        JsonNode raw = thought(index).raw();
        return raw == null ? "" : raw.path("signature").asString("");
    }

    /** Counts are cumulative: what the last event says stands. */
    private void count(JsonNode usage) {
        if (usage instanceof ObjectNode counts) {
            counts.properties().stream()
                    .filter(count -> !count.getValue().isNull())
                    .forEach(count -> counted.set(count.getKey(), count.getValue()));
        }
        long cached = number("cache_read_input_tokens");
        draft.usage(
                new Usage(
                        number("input_tokens") + number("cache_creation_input_tokens") + cached,
                        number("output_tokens"),
                        cached,
                        counted.path("output_tokens_details").path("thinking_tokens").asLong(0)));
    }

    private long number(String field) {
        return counted.path(field).asLong(0);
    }

    private void stop(@Nullable String reason) {
        switch (reason) {
            case null -> {}
            case "" -> {}
            case "max_tokens" -> draft.finish(Finish.LENGTH);
            case "tool_use" -> draft.finish(Finish.TOOL_CALLS);
            case "refusal" ->
                    draft.fail(
                            ProviderError.lasting(
                                    ErrorKind.CONTENT_FILTER, "The model refused to answer"));
            case "model_context_window_exceeded" ->
                    draft.fail(
                            ProviderError.lasting(
                                    ErrorKind.CONTEXT_OVERFLOW,
                                    "The answer did not fit into the model's context"));
            default -> draft.finish(Finish.END);
        }
    }
}
