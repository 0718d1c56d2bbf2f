package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProviderData;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Messages API, version 2023-06-01. */
final class AnthropicDialect implements Dialect {

    private static final String VERSION = "2023-06-01";

    /** Below this a thinking budget is refused. */
    private static final int LEAST_BUDGET_TOKENS = 1024;

    /** Wanted by {@code block_binding}. */
    private static final String BINDING_BETA = "thinking-binding-controls-2026-08-01";

    private static final String SEARCH = "web_search_20250305";

    /** Below ten, where the API pauses a turn for us to go on with. */
    private static final int MOST_SEARCHES = 8;

    @Override
    public WireRequest request(ModelRequest request, Route route) {
        Map<String, String> headers = new HashMap<>(Map.of("anthropic-version", VERSION));
        if (route.provider().key() != null) {
            headers.put("x-api-key", route.provider().key());
        }
        if (ClaudeVersion.of(route.model().name()).bindsThoughts()) {
            headers.put("anthropic-beta", BINDING_BETA);
        }
        return new WireRequest("/v1/messages", headers, body(request, route));
    }

    @Override
    public AnswerReader reader(AnswerDraft draft) {
        return new AnthropicReader(draft);
    }

    private static ObjectNode body(ModelRequest request, Route route) {
        ObjectNode body = object();
        body.put("model", route.model().name());
        body.put("max_tokens", route.model().maxOutputTokens());
        body.put("stream", true);
        body.putObject("metadata").put("user_id", request.chat().toString());
        ArrayNode messages = messages(request, route);
        think(body, request, route, messages);
        if (!request.system().isBlank()) {
            cached(body.putArray("system").addObject())
                    .put("type", "text")
                    .put("text", request.system());
        }
        if (!request.tools().isEmpty()) {
            body.set("tools", tools(request.tools(), route.model().webSearch()));
        }
        cacheEnds(messages);
        body.set("messages", messages);
        return body;
    }

    private static ArrayNode tools(List<ToolSpec> specs, boolean search) {
        ArrayNode tools = object().arrayNode();
        if (search) {
            tools.addObject()
                    .put("type", SEARCH)
                    .put("name", "web_search")
                    .put("max_uses", MOST_SEARCHES);
        }
        for (ToolSpec spec : specs) {
            tools.addObject()
                    .put("name", spec.name())
                    .put("description", spec.description())
                    .set("input_schema", spec.inputSchema());
        }
        cached((ObjectNode) tools.get(tools.size() - 1));
        return tools;
    }

    private static ArrayNode messages(ModelRequest request, Route route) {
        ArrayNode messages = object().arrayNode();
        for (Transcript.Entry entry : Transcript.of(request, route.origin())) {
            String role = entry.role() == Role.ASSISTANT ? "assistant" : "user";
            ArrayNode content = contentFor(role, messages);
            for (Part part : entry.parts()) {
                blocks(part, request, route).forEach(content::add);
            }
        }
        return messages;
    }

    /** Tool results and the user's words are one message. */
    private static ArrayNode contentFor(String role, ArrayNode messages) {
        JsonNode last = messages.path(messages.size() - 1);
        if (last.path("role").asString("").equals(role)) {
            return (ArrayNode) last.path("content");
        }
        return messages.addObject().put("role", role).putArray("content");
    }

    /** What was searched and cited goes back as it came: several blocks are one part. */
    private static List<? extends JsonNode> blocks(Part part, ModelRequest request, Route route) {
        ProviderData raw =
                switch (part) {
                    case Part.Text text -> text.raw();
                    case Part.Reasoning reasoning -> reasoning.raw();
                    default -> null;
                };
        JsonNode kept = raw == null ? object() : raw.data().path("blocks");
        if (part instanceof Part.Text text && !AnthropicBlocks.text(kept).equals(text.text())) {
            return List.of(block(part, request, route));
        }
        return kept.isEmpty()
                ? List.of(block(part, request, route))
                : kept.valueStream().map(JsonNode::deepCopy).toList();
    }

    private static ObjectNode block(Part part, ModelRequest request, Route route) {
        return switch (part) {
            case Part.Reasoning reasoning -> thinking(reasoning);
            case Part.ToolCall call ->
                    object().put("type", "tool_use")
                            .put("id", WireParts.callId(call.providerId(), call.id()))
                            .put("name", call.name())
                            .set("input", WireParts.arguments(call));
            case Part.ToolResult result -> result(result);
            case Part.Image image when route.model().vision() ->
                    media("image", image.mediaType(), WireParts.base64(request, image.fileId()));
            case Part.File file when WireParts.isPdf(file) && route.model().vision() ->
                    media("document", file.mediaType(), WireParts.base64(request, file.fileId()));
            case Part.Text _,
                    Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _,
                    Part.Notice _ ->
                    object().put("type", "text").put("text", WireParts.text(part, request));
        };
    }

    /** The block as it came: its raw form holds the signature or the redacted data. */
    private static ObjectNode thinking(Part.Reasoning reasoning) {
        JsonNode raw = reasoning.raw() == null ? object() : reasoning.raw().data();
        ObjectNode block = object();
        block.setAll((ObjectNode) raw);
        if (raw.has("signature")) {
            block.put("thinking", reasoning.text());
        }
        return block;
    }

    private static ObjectNode result(Part.ToolResult result) {
        ObjectNode block =
                object().put("type", "tool_result")
                        .put(
                                "tool_use_id",
                                WireParts.callId(result.providerId(), result.toolCallId()));
        block.put("content", result.output().isEmpty() ? "(no output)" : result.output());
        if (result.isError()) {
            block.put("is_error", true);
        }
        return block;
    }

    private static ObjectNode media(String type, String mediaType, String base64) {
        ObjectNode block = object().put("type", type);
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", base64);
        return block;
    }

    /**
     * Marks the newest two messages of the user's side, beside system and tools: the API takes four
     * marks and finds a prefix it has seen at any of them.
     */
    private static void cacheEnds(ArrayNode messages) {
        int marks = 2;
        for (int i = messages.size() - 1; i >= 0 && marks > 0; i--) {
            if (messages.get(i).path("role").asString("").equals("user")) {
                JsonNode content = messages.get(i).path("content");
                cached((ObjectNode) content.get(content.size() - 1));
                marks--;
            }
        }
    }

    private static ObjectNode cached(ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
        return block;
    }

    private static void think(
            ObjectNode body, ModelRequest request, Route route, ArrayNode messages) {
        ReasoningEffort effort = request.effort();
        ClaudeVersion version = ClaudeVersion.of(route.model().name());
        if (version.thinksAdaptively()) {
            // "summarized": newer models send empty thoughts otherwise.
            ObjectNode thinking =
                    body.putObject("thinking").put("type", "adaptive").put("display", "summarized");
            if (version.bindsThoughts()) {
                // After a compaction or another system prompt old thoughts are dropped, not
                // refused.
                thinking.putObject("block_binding").put("prefix_mismatch_behavior", "drop_block");
            }
            if (effort != null) {
                body.putObject("output_config").put("effort", effort(effort));
            }
            return;
        }
        int budget = budgetTokens(effort, route.model().maxOutputTokens());
        if (budget >= LEAST_BUDGET_TOKENS && !hasUnsignedCalls(messages)) {
            body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
        }
    }

    private static String effort(ReasoningEffort effort) {
        return switch (effort) {
            case MINIMAL, LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
        };
    }

    private static int budgetTokens(@Nullable ReasoningEffort effort, int maxOutputTokens) {
        int wanted =
                switch (effort) {
                    case null -> 0;
                    case MINIMAL -> LEAST_BUDGET_TOKENS;
                    case LOW -> 4_096;
                    case MEDIUM -> 12_000;
                    case HIGH -> 32_000;
                };
        return Math.min(wanted, maxOutputTokens / 2);
    }

    /**
     * With a fixed budget the message of the running tool calls must begin with a thought; calls
     * that another model made have none.
     */
    private static boolean hasUnsignedCalls(ArrayNode messages) {
        JsonNode last = messages.path(messages.size() - 1).path("content").path(0);
        if (!last.path("type").asString("").equals("tool_result")) {
            return false;
        }
        JsonNode first = messages.path(messages.size() - 2).path("content").path(0);
        return !first.path("type").asString("").endsWith("thinking");
    }
}
