package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the chunks of Gemini's generateContent. */
final class GeminiReader implements AnswerReader {

    private final AnswerDraft draft;
    private @Nullable PartDraft open;
    private @Nullable PartDraft search;

    GeminiReader(AnswerDraft draft) {
        this.draft = draft;
    }

    @Override
    public void read(JsonNode chunk) {
        if (chunk.hasNonNull("error")) {
            draft.fail(ProviderErrors.ofEvent(chunk.path("error")));
            return;
        }
        if (chunk.path("usageMetadata").isObject()) {
            count(chunk.path("usageMetadata"));
        }
        String blocked = chunk.path("promptFeedback").path("blockReason").asString("");
        if (!blocked.isEmpty()) {
            filtered(blocked);
            return;
        }
        JsonNode candidate = chunk.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(this::part);
        candidate
                .path("groundingMetadata")
                .path("groundingChunks")
                .forEach(chunkOf ->
                        draft.source(
                                chunkOf.path("web").path("uri").asString(""),
                                chunkOf.path("web").path("title").asString("")));
        stop(candidate);
    }

    private void part(JsonNode part) {
        if (part.has("functionCall")) {
            call(part);
            return;
        }
        if (part.has("toolCall") || part.has("toolResponse")) {
            search(part);
            return;
        }
        if (!part.path("text").isString()) {
            return;
        }
        String text = part.path("text").stringValue();
        boolean signed = part.hasNonNull("thoughtSignature");
        if (text.isEmpty() && !signed) {
            return;
        }
        PartDraft target = target(part.path("thought").asBoolean(false));
        target.append(text);
        open = target;
        if (signed) {
            // A signed part is never joined with what follows it.
            sign(target, part);
            target.end();
            open = null;
        }
    }

    /** What Google searched goes back as it came, question and answer together. */
    private void search(JsonNode part) {
        PartDraft known = search;
        if (known == null || part.has("toolCall")) {
            known = draft.openReasoning();
            String about =
                    part.path("toolCall")
                            .path("args")
                            .path("queries")
                            .valueStream()
                            .map(query -> query.asString(""))
                            .collect(Collectors.joining(", "));
            known.append(Part.Reasoning.SEARCHED + (about.isEmpty() ? "" : ": " + about));
            known.raw(object().set("parts", object().arrayNode()));
            search = known;
        }
        if (known.raw() instanceof ObjectNode kept) {
            kept.withArray("parts").add(part.deepCopy());
        }
        known.end();
        open = null;
    }

    private PartDraft target(boolean thought) {
        PartDraft.Kind kind = thought ? PartDraft.Kind.REASONING : PartDraft.Kind.TEXT;
        if (open != null && open.kind() == kind) {
            return open;
        }
        return thought ? draft.openReasoning() : draft.openText();
    }

    /** A call comes whole. */
    private void call(JsonNode part) {
        JsonNode function = part.path("functionCall");
        PartDraft call =
                draft.openCall(
                        function.path("id").asString(""), function.path("name").asString(""));
        call.append(function.path("args").isObject() ? function.path("args").toString() : "{}");
        if (part.hasNonNull("thoughtSignature")) {
            sign(call, part);
        }
        call.end();
        open = null;
    }

    private static void sign(PartDraft draft, JsonNode part) {
        draft.raw(object().set("thoughtSignature", part.path("thoughtSignature")));
    }

    private void stop(JsonNode candidate) {
        String reason = candidate.path("finishReason").asString("");
        switch (reason) {
            case "", "FINISH_REASON_UNSPECIFIED" -> {}
            case "STOP" -> draft.finish(Finish.END);
            case "MAX_TOKENS" -> draft.finish(Finish.LENGTH);
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "LANGUAGE",
                    "IMAGE_SAFETY" ->
                    filtered(reason);
            default ->
                    draft.fail(
                            ProviderError.retryable(
                                    ErrorKind.INTERNAL,
                                    "The model's answer ended with "
                                            + reason
                                            + ": "
                                            + candidate.path("finishMessage").asString("")));
        }
    }

    private void filtered(String reason) {
        draft.fail(
                ProviderError.lasting(
                        ErrorKind.CONTENT_FILTER,
                        "The provider's filter stopped the answer: " + reason));
    }

    private void count(JsonNode usage) {
        long thoughts = usage.path("thoughtsTokenCount").asLong(0);
        draft.usage(
                new Usage(
                        usage.path("promptTokenCount").asLong(0)
                                + usage.path("toolUsePromptTokenCount").asLong(0),
                        usage.path("candidatesTokenCount").asLong(0) + thoughts,
                        usage.path("cachedContentTokenCount").asLong(0),
                        thoughts));
    }
}
