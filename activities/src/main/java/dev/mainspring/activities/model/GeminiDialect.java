package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's generateContent, streamed as server-sent events. */
final class GeminiDialect implements Dialect {

    /**
     * Stands for the signature of a call that another model made; Gemini 3 refuses a call without
     * one. Documented by Google under "thought signatures".
     */
    private static final String NO_SIGNATURE = "skip_thought_signature_validator";

    @Override
    public WireRequest request(ModelRequest request, Route route) {
        String key = route.provider().key();
        return new WireRequest(
                "/v1beta/models/" + route.model().name() + ":streamGenerateContent?alt=sse",
                key == null ? Map.of() : Map.of("x-goog-api-key", key),
                body(request, route));
    }

    @Override
    public AnswerReader reader(AnswerDraft draft) {
        return new GeminiReader(draft);
    }

    private static ObjectNode body(ModelRequest request, Route route) {
        ObjectNode body = object();
        if (!request.system().isBlank()) {
            body.putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put("text", request.system());
        }
        body.set("contents", contents(request, route));
        if (!request.tools().isEmpty()) {
            ObjectNode tools = body.putArray("tools").addObject();
            if (route.model().webSearch() && signsCalls(route.model().name())) {
                // Older models take a search or functions, not both.
                tools.putObject("google_search");
                body.putObject("toolConfig").put("includeServerSideToolInvocations", true);
            }
            ArrayNode functions = tools.putArray("functionDeclarations");
            for (ToolSpec spec : request.tools()) {
                functions
                        .addObject()
                        .put("name", spec.name())
                        .put("description", spec.description())
                        .set("parametersJsonSchema", spec.inputSchema());
            }
        }
        ObjectNode thinking = thinking(request.effort(), route.model().name());
        if (!thinking.isEmpty()) {
            body.putObject("generationConfig").set("thinkingConfig", thinking);
        }
        return body;
    }

    private static ArrayNode contents(ModelRequest request, Route route) {
        ArrayNode contents = object().arrayNode();
        for (Transcript.Entry entry : Transcript.of(request, route.origin())) {
            String role = entry.role() == Role.ASSISTANT ? "model" : "user";
            ArrayNode parts = partsFor(role, contents);
            boolean signed = !signsCalls(route.model().name());
            for (Part part : entry.parts()) {
                if (part instanceof Part.Reasoning it && it.raw() != null) {
                    JsonNode kept = it.raw().data().path("parts");
                    kept.forEach(whole -> parts.add(whole.deepCopy()));
                    if (!kept.isEmpty()) {
                        continue;
                    }
                }
                ObjectNode wire = wire(part, request, route);
                if (part instanceof Part.ToolCall && !signed) {
                    // The first of a step's calls carries it, the others need none.
                    signed = true;
                    if (!wire.has("thoughtSignature")) {
                        wire.put("thoughtSignature", NO_SIGNATURE);
                    }
                }
                parts.add(wire);
            }
        }
        return contents;
    }

    private static ArrayNode partsFor(String role, ArrayNode contents) {
        JsonNode last = contents.path(contents.size() - 1);
        if (last.path("role").asString("").equals(role)) {
            return (ArrayNode) last.path("parts");
        }
        return contents.addObject().put("role", role).putArray("parts");
    }

    private static ObjectNode wire(Part part, ModelRequest request, Route route) {
        return switch (part) {
            case Part.Reasoning reasoning ->
                    signed(
                            object().put("text", reasoning.text()).put("thought", true),
                            reasoning.raw() == null ? object() : reasoning.raw().data());
            case Part.Text text ->
                    signed(
                            object().put("text", text.text()),
                            text.raw() == null ? object() : text.raw().data());
            case Part.ToolCall call -> {
                JsonNode raw = call.raw() == null ? object() : call.raw().data();
                ObjectNode wire = signed(object(), raw);
                ObjectNode function = wire.putObject("functionCall").put("name", call.name());
                if (!call.providerId().isEmpty()) {
                    function.put("id", WireParts.callId(call.providerId(), call.id()));
                }
                function.set("args", WireParts.arguments(call));
                yield wire;
            }
            case Part.ToolResult result -> result(result);
            case Part.Image image when route.model().vision() ->
                    inline(image.mediaType(), WireParts.base64(request, image.fileId()));
            case Part.File file when WireParts.isPdf(file) && route.model().vision() ->
                    inline(file.mediaType(), WireParts.base64(request, file.fileId()));
            case Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _,
                    Part.Notice _ ->
                    object().put("text", WireParts.text(part, request));
        };
    }

    private static ObjectNode signed(ObjectNode wire, JsonNode raw) {
        if (raw.has("thoughtSignature")) {
            wire.set("thoughtSignature", raw.path("thoughtSignature"));
        }
        return wire;
    }

    private static ObjectNode inline(String mediaType, String base64) {
        ObjectNode wire = object();
        wire.putObject("inlineData").put("mimeType", mediaType).put("data", base64);
        return wire;
    }

    /**
     * A response must be an object: {@code error} and {@code output} are the names Google reads.
     */
    private static ObjectNode result(Part.ToolResult result) {
        ObjectNode wire = object();
        ObjectNode response = wire.putObject("functionResponse").put("name", result.name());
        if (!result.providerId().isEmpty()) {
            response.put("id", WireParts.callId(result.providerId(), result.toolCallId()));
        }
        response.putObject("response")
                .set(result.isError() ? "error" : "output", json(result.output()));
        return wire;
    }

    private static JsonNode json(String output) {
        try {
            return Json.MAPPER.readTree(output);
        } catch (JacksonException e) {
            return object().put("text", output).path("text");
        }
    }

    private static boolean signsCalls(String model) {
        return model.matches("gemini-([3-9]|\\d\\d).*");
    }

    private static ObjectNode thinking(@Nullable ReasoningEffort effort, String model) {
        ObjectNode config = object();
        if (!signsCalls(model) && !model.startsWith("gemini-2.5")) {
            return config;
        }
        config.put("includeThoughts", true);
        if (effort == null) {
            return config;
        }
        if (signsCalls(model)) {
            // Pro models know no "minimal".
            boolean least = effort == ReasoningEffort.MINIMAL && model.contains("pro");
            return config.put("thinkingLevel", least ? ReasoningEffort.LOW.wire() : effort.wire());
        }
        return config.put(
                "thinkingBudget",
                switch (effort) {
                    case MINIMAL -> 512;
                    case LOW -> 2_048;
                    case MEDIUM -> 8_192;
                    case HIGH -> 24_576;
                });
    }
}
