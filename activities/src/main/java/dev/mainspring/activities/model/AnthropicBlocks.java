package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blocks that Anthropic wants back as they came: what was searched, with its encrypted results, and
 * text with its citations. Text that is cut into blocks only by its citations is one part.
 */
final class AnthropicBlocks {

    /** A block being read. */
    private static final class Open {
        final PartDraft part;
        final ObjectNode block;
        final StringBuilder content = new StringBuilder();

        Open(PartDraft part, ObjectNode block) {
            this.part = part;
            this.block = block;
        }
    }

    private final AnswerDraft draft;
    private final Map<Integer, Open> open = new HashMap<>();
    private final Map<String, PartDraft> searches = new HashMap<>();
    private final Map<PartDraft, ArrayNode> kept = new HashMap<>();

    AnthropicBlocks(AnswerDraft draft) {
        this.draft = draft;
    }

    /** The text of kept blocks; empty where there are none. */
    static String text(JsonNode blocks) {
        return blocks.valueStream()
                .map(block -> block.path("text").asString(""))
                .collect(Collectors.joining());
    }

    void beginSearch(int index, JsonNode block) {
        PartDraft part = draft.openReasoning();
        open.put(index, new Open(part, (ObjectNode) block.deepCopy()));
        searches.put(block.path("id").asString(""), part);
    }

    /** Comes whole. A search without its result would be refused, so both are kept together. */
    void result(JsonNode block) {
        PartDraft search = searches.get(block.path("tool_use_id").asString(""));
        ArrayNode blocks = search == null ? null : kept.get(search);
        if (search != null && blocks != null) {
            blocks.add(block.deepCopy());
            search.raw(object().set("blocks", blocks));
            search.end();
        }
    }

    void beginText(int index) {
        PartDraft last = draft.last(PartDraft.Kind.TEXT);
        ObjectNode block = object().put("type", "text");
        open.put(index, new Open(last == null ? draft.openText() : last, block));
    }

    /** The part of a text block that was begun. */
    @Nullable PartDraft text(int index, String more) {
        Open text = open.get(index);
        if (text == null) {
            return null;
        }
        text.content.append(more);
        return text.part;
    }

    boolean isSearch(int index) {
        Open it = open.get(index);
        return it != null && it.block.has("input");
    }

    void input(int index, String json) {
        Open it = open.get(index);
        if (it != null) {
            it.content.append(json);
        }
    }

    void cite(int index, JsonNode citation) {
        if (!open.containsKey(index)) {
            beginText(index);
        }
        Open text = open.get(index);
        if (text != null) {
            text.block.withArray("citations").add(citation);
            draft.source(citation.path("url").asString(""), citation.path("title").asString(""));
        }
    }

    /** Ends a block of ours, if this is one. */
    boolean end(int index) {
        Open it = open.remove(index);
        if (it == null) {
            return false;
        }
        ArrayNode blocks = kept.computeIfAbsent(it.part, part -> object().arrayNode());
        if (it.block.has("input")) {
            it.block.set("input", json(it.content.toString()));
            String query = it.block.path("input").path("query").asString("");
            it.part.append(Part.Reasoning.SEARCHED + ": " + query);
            blocks.add(it.block);
            return true;
        }
        it.block.put("text", it.content.toString());
        blocks.add(it.block);
        if (blocks.valueStream().anyMatch(block -> block.has("citations"))) {
            it.part.raw(object().set("blocks", blocks));
        }
        it.part.end();
        return true;
    }

    private static JsonNode json(String text) {
        try {
            return text.isBlank() ? object() : Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            return object();
        }
    }
}
