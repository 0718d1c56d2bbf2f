package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolSpec;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's Responses API, without state on their side: {@code store: false}, and reasoning goes
 * back in the encrypted form it came in.
 */
final class ResponsesDialect implements Dialect {

    /** Other models refuse to be asked for reasoning. */
    private static final Pattern REASONS = Pattern.compile("(gpt-([5-9]|\\d\\d)|o\\d|codex).*");

    private static final Pattern FIRST_GPT_5 = Pattern.compile("gpt-5(-mini|-nano)?(-2025.*)?");

    @Override
    public WireRequest request(ModelRequest request, Route route) {
        return new WireRequest("/responses", bearer(route), body(request, route));
    }

    @Override
    public AnswerReader reader(AnswerDraft draft) {
        return new ResponsesReader(draft);
    }

    /** How OpenAI and those who speak like it want the key. */
    static Map<String, String> bearer(Route route) {
        String key = route.provider().key();
        return key == null || key.isBlank() ? Map.of() : Map.of("authorization", "Bearer " + key);
    }

    private static ObjectNode body(ModelRequest request, Route route) {
        ObjectNode body = object();
        body.put("model", route.model().name());
        body.put("stream", true);
        body.put("store", false);
        body.put("prompt_cache_key", request.chat().toString());
        if (!request.system().isBlank()) {
            body.put("instructions", request.system());
        }
        if (reasons(route.model().name())) {
            ObjectNode reasoning = body.putObject("reasoning").put("summary", "auto");
            if (request.effort() != null) {
                reasoning.put("effort", effort(request.effort(), route.model().name()));
            }
            body.putArray("include").add("reasoning.encrypted_content");
        }
        if (!request.tools().isEmpty()) {
            body.set("tools", tools(request, route.model().webSearch()));
            body.put("parallel_tool_calls", true);
        }
        body.set("input", input(request, route));
        return body;
    }

    /** Only the first GPT-5 models know "minimal". */
    private static String effort(ReasoningEffort effort, String model) {
        boolean known = effort != ReasoningEffort.MINIMAL || FIRST_GPT_5.matcher(model).matches();
        return known ? effort.wire() : ReasoningEffort.LOW.wire();
    }

    static boolean reasons(String model) {
        return REASONS.matcher(model).matches() && !model.contains("-chat");
    }

    private static ArrayNode tools(ModelRequest request, boolean search) {
        ArrayNode tools = object().arrayNode();
        for (ToolSpec spec : request.tools()) {
            // Not strict: that would forbid optional parameters.
            tools.addObject()
                    .put("type", "function")
                    .put("name", spec.name())
                    .put("description", spec.description())
                    .put("strict", false)
                    .set("parameters", spec.inputSchema());
        }
        if (search) {
            tools.addObject().put("type", "web_search");
        }
        return tools;
    }

    private static ArrayNode input(ModelRequest request, Route route) {
        ArrayNode input = object().arrayNode();
        for (Transcript.Entry entry : Transcript.of(request, route.origin())) {
            if (entry.role() == Role.USER) {
                ArrayNode content = input.addObject().put("role", "user").putArray("content");
                entry.parts().forEach(part -> content.add(said(part, request, route)));
            } else {
                entry.parts().forEach(part -> input.add(item(part, request)));
            }
        }
        return input;
    }

    private static ObjectNode said(Part part, ModelRequest request, Route route) {
        if (part instanceof Part.Image image && route.model().vision()) {
            String data = WireParts.base64(request, image.fileId());
            return object().put("type", "input_image")
                    .put("image_url", "data:" + image.mediaType() + ";base64," + data);
        }
        if (part instanceof Part.File file && WireParts.isPdf(file) && route.model().vision()) {
            String data = WireParts.base64(request, file.fileId());
            return object().put("type", "input_file")
                    .put("filename", file.name())
                    .put("file_data", "data:" + file.mediaType() + ";base64," + data);
        }
        return object().put("type", "input_text").put("text", WireParts.text(part, request));
    }

    private static ObjectNode item(Part part, ModelRequest request) {
        return switch (part) {
            case Part.Reasoning reasoning -> raw(reasoning);
            case Part.ToolCall call -> {
                ObjectNode item = object().put("type", "function_call");
                if (call.raw() != null) {
                    item.setAll((ObjectNode) call.raw().data());
                }
                yield item.put("call_id", WireParts.callId(call.providerId(), call.id()))
                        .put("name", call.name())
                        .put("arguments", WireParts.arguments(call).toString());
            }
            case Part.ToolResult result ->
                    object().put("type", "function_call_output")
                            .put(
                                    "call_id",
                                    WireParts.callId(result.providerId(), result.toolCallId()))
                            .put("output", result.output());
            case Part.Text text -> message(text);
            case Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _,
                    Part.Notice _ ->
                    message(new Part.Text(WireParts.text(part, request)));
        };
    }

    /** The item as it came, its encrypted content with it. */
    private static ObjectNode raw(Part.Reasoning reasoning) {
        JsonNode data = reasoning.raw() == null ? object() : reasoning.raw().data();
        return (ObjectNode) data.deepCopy();
    }

    private static ObjectNode message(Part.Text text) {
        ObjectNode item = object().put("type", "message").put("role", "assistant");
        if (text.raw() != null) {
            item.setAll((ObjectNode) text.raw().data());
        }
        JsonNode annotations = item.remove("annotations");
        ObjectNode content = item.putArray("content").addObject();
        content.put("type", "output_text").put("text", text.text());
        if (annotations != null) {
            content.set("annotations", annotations);
        }
        return item;
    }
}
