package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the events of OpenAI's Responses API. */
final class ResponsesReader implements AnswerReader {

    private final AnswerDraft draft;
    private final Map<Integer, PartDraft> items = new HashMap<>();
    private final Map<Integer, Integer> summaries = new HashMap<>();

    ResponsesReader(AnswerDraft draft) {
        this.draft = draft;
    }

    @Override
    public void read(JsonNode event) {
        int index = event.path("output_index").asInt(-1);
        String delta = event.path("delta").asString("");
        switch (event.path("type").asString("")) {
            case "response.output_item.added" -> begin(index, event.path("item"));
            case "response.output_text.delta", "response.refusal.delta" -> {
                if (!delta.isEmpty()) {
                    items.computeIfAbsent(index, _ -> draft.openText()).append(delta);
                }
            }
            case "response.reasoning_summary_text.delta" ->
                    summary(index, event.path("summary_index").asInt(0), delta);
            case "response.reasoning_text.delta" ->
                    summary(index, event.path("content_index").asInt(0), delta);
            case "response.function_call_arguments.delta" -> {
                PartDraft call = items.get(index);
                if (call != null) {
                    call.append(delta);
                }
            }
            case "response.output_text.annotation.added" -> cite(event.path("annotation"));
            case "response.output_item.done" -> end(index, event.path("item"));
            case "response.completed" -> finish(event.path("response"), Finish.END);
            case "response.incomplete" -> incomplete(event.path("response"));
            case "response.failed" -> {
                count(event.path("response").path("usage"));
                draft.fail(ProviderErrors.ofEvent(event.path("response").path("error")));
            }
            case "error" ->
                    draft.fail(
                            ProviderErrors.ofEvent(
                                    event.has("error") ? event.path("error") : event));
            default -> {
                // steps of the provider's own tools, and what later versions add
            }
        }
    }

    private void begin(int index, JsonNode item) {
        if (item.path("type").asString("").equals("function_call")) {
            items.put(
                    index,
                    draft.openCall(
                            item.path("call_id").asString(""), item.path("name").asString("")));
        }
    }

    /** Paragraphs of a summary come one after another without a line between them. */
    private void summary(int index, int paragraph, String delta) {
        if (delta.isEmpty()) {
            return;
        }
        PartDraft thought = items.computeIfAbsent(index, _ -> draft.openReasoning());
        Integer before = summaries.put(index, paragraph);
        if (before != null && before != paragraph) {
            thought.append("\n\n");
        }
        thought.append(delta);
    }

    private void end(int index, JsonNode item) {
        switch (item.path("type").asString("")) {
            case "reasoning" -> {
                PartDraft thought = items.computeIfAbsent(index, _ -> draft.openReasoning());
                if (item.hasNonNull("encrypted_content")) {
                    thought.raw(sendable(item));
                }
                thought.end();
            }
            case "function_call" -> endCall(index, item);
            case "message" -> endMessage(index, item);
            case "web_search_call" -> search(item);
            default -> {
                // an item of a tool we did not offer
            }
        }
    }

    private void endCall(int index, JsonNode item) {
        PartDraft call = items.get(index);
        if (call == null) {
            begin(index, item);
            call = items.get(index);
        }
        if (call == null) {
            return;
        }
        if (call.isEmpty()) {
            call.append(item.path("arguments").asString(""));
        }
        keep(call, item, "id");
        call.end();
    }

    private void endMessage(int index, JsonNode item) {
        PartDraft text = items.get(index);
        if (text == null) {
            return;
        }
        keep(text, item, "id", "phase");
        JsonNode annotations = item.path("content").path(0).path("annotations");
        if (!annotations.isEmpty()) {
            annotations.forEach(this::cite);
            ObjectNode kept = text.raw() instanceof ObjectNode some ? some : object();
            text.raw(kept.set("annotations", annotations));
        }
        text.end();
    }

    private void cite(JsonNode annotation) {
        if (annotation.path("type").asString("").equals("url_citation")) {
            draft.source(
                    annotation.path("url").asString(""), annotation.path("title").asString(""));
        }
    }

    /** Goes back as it came, between the thoughts it stood between. */
    private void search(JsonNode item) {
        PartDraft search = draft.openReasoning();
        JsonNode action = item.path("action");
        String about = action.path("query").asString(action.path("url").asString(""));
        search.append(Part.Reasoning.SEARCHED + (about.isEmpty() ? "" : ": " + about));
        search.raw(item.deepCopy());
        search.end();
    }

    private static void keep(PartDraft part, JsonNode item, String... fields) {
        ObjectNode kept = object();
        for (String field : fields) {
            if (item.path(field).isString()) {
                kept.set(field, item.path(field));
            }
        }
        if (!kept.isEmpty()) {
            part.raw(kept);
        }
    }

    /** {@code status} is output only. */
    private static ObjectNode sendable(JsonNode item) {
        ObjectNode copy = (ObjectNode) item.deepCopy();
        copy.remove("status");
        return copy;
    }

    private void incomplete(JsonNode response) {
        String reason = response.path("incomplete_details").path("reason").asString("");
        if (reason.equals("content_filter")) {
            count(response.path("usage"));
            draft.fail(
                    ProviderError.lasting(
                            ErrorKind.CONTENT_FILTER, "The provider's filter stopped the answer"));
            return;
        }
        finish(response, Finish.LENGTH);
    }

    private void finish(JsonNode response, Finish finish) {
        count(response.path("usage"));
        draft.finish(finish);
        draft.close();
    }

    private void count(JsonNode usage) {
        draft.usage(
                new Usage(
                        usage.path("input_tokens").asLong(0),
                        usage.path("output_tokens").asLong(0),
                        usage.path("input_tokens_details").path("cached_tokens").asLong(0),
                        usage.path("output_tokens_details").path("reasoning_tokens").asLong(0)));
    }
}
