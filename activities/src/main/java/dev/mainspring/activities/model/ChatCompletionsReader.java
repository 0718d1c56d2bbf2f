package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Usage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the chunks of Chat Completions. */
final class ChatCompletionsReader implements AnswerReader {

    /** DeepSeek and vLLM say the first, OpenRouter the second. */
    private static final List<String> REASONING_FIELDS = List.of("reasoning_content", "reasoning");

    private final AnswerDraft draft;
    private final Map<Integer, PartDraft> calls = new TreeMap<>();
    private final Map<Integer, String> ids = new TreeMap<>();
    private final ArrayNode details = object().arrayNode();
    private @Nullable PartDraft thought;

    ChatCompletionsReader(AnswerDraft draft) {
        this.draft = draft;
    }

    @Override
    public void read(JsonNode chunk) {
        if (chunk.hasNonNull("error")) {
            draft.fail(ProviderErrors.ofEvent(chunk.path("error")));
            return;
        }
        if (chunk.path("usage").isObject()) {
            count(chunk.path("usage"));
        }
        JsonNode choice = chunk.path("choices").path(0);
        JsonNode delta = choice.path("delta");
        reason(delta);
        say(delta.path("content").asString(""));
        say(delta.path("refusal").asString(""));
        delta.path("tool_calls").forEach(this::call);
        stop(choice.path("finish_reason").asString(""));
    }

    private void reason(JsonNode delta) {
        for (String field : REASONING_FIELDS) {
            String text = delta.path(field).asString("");
            if (!text.isEmpty()) {
                thought().append(text);
                keep("field", object().put("field", field).path("field"));
                break;
            }
        }
        if (delta.path("reasoning_details").isArray()) {
            delta.path("reasoning_details").forEach(details::add);
            thought();
            keep("details", details);
        }
    }

    private PartDraft thought() {
        if (thought == null) {
            thought = draft.openReasoning();
        }
        return thought;
    }

    private void keep(String field, JsonNode value) {
        PartDraft part = thought();
        ObjectNode kept = part.raw() instanceof ObjectNode before ? before : object();
        kept.set(field, value);
        part.raw(kept);
    }

    private void say(String text) {
        if (text.isEmpty()) {
            return;
        }
        PartDraft last = draft.last(PartDraft.Kind.TEXT);
        (last == null ? draft.openText() : last).append(text);
    }

    /** Some servers leave the index out and send a call whole; then a new id is a new call. */
    private void call(JsonNode delta) {
        String id = delta.path("id").asString("");
        int index = delta.path("index").asInt(-1);
        if (index < 0) {
            index = id.isEmpty() ? Math.max(0, calls.size() - 1) : calls.size();
        } else if (!id.isEmpty() && !id.equals(ids.getOrDefault(index, id))) {
            index = calls.size();
        }
        JsonNode function = delta.path("function");
        PartDraft call = calls.get(index);
        if (call == null) {
            call = draft.openCall(id, function.path("name").asString(""));
            calls.put(index, call);
            ids.put(index, id);
        }
        if (delta.hasNonNull("extra_content")) {
            // Where Google's server puts its thought signature.
            call.raw(object().set("extra_content", delta.path("extra_content")));
        }
        JsonNode arguments = function.path("arguments");
        call.append(arguments.isObject() ? arguments.toString() : arguments.asString(""));
    }

    private void stop(String reason) {
        switch (reason) {
            case "" -> {}
            case "length" -> finish(Finish.LENGTH);
            case "tool_calls", "function_call" -> finish(Finish.TOOL_CALLS);
            case "content_filter" ->
                    draft.fail(
                            ProviderError.lasting(
                                    ErrorKind.CONTENT_FILTER,
                                    "The provider's filter stopped the answer"));
            case "error" ->
                    draft.fail(
                            ProviderError.retryable(
                                    ErrorKind.OVERLOADED, "The provider broke off the answer"));
            default -> finish(Finish.END);
        }
    }

    /** The count of tokens comes after it. */
    private void finish(Finish why) {
        calls.values().forEach(PartDraft::end);
        draft.finish(why);
    }

    private void count(JsonNode usage) {
        draft.usage(
                new Usage(
                        usage.path("prompt_tokens").asLong(0),
                        usage.path("completion_tokens").asLong(0),
                        usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
                        usage.path("completion_tokens_details")
                                .path("reasoning_tokens")
                                .asLong(0)));
    }
}
