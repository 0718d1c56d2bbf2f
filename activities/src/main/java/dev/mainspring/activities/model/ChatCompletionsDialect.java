package dev.mainspring.activities.model;

import static dev.mainspring.activities.model.WireParts.object;

import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's Chat Completions, as many servers speak it. Only what all of them take is sent; what
 * some add to it (reasoning, signatures) is kept and goes back.
 */
final class ChatCompletionsDialect implements Dialect {

    @Override
    public WireRequest request(ModelRequest request, Route route) {
        return new WireRequest(
                "/chat/completions", ResponsesDialect.bearer(route), body(request, route));
    }

    @Override
    public AnswerReader reader(AnswerDraft draft) {
        return new ChatCompletionsReader(draft);
    }

    private static ObjectNode body(ModelRequest request, Route route) {
        ObjectNode body = object();
        body.put("model", route.model().name());
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        if (request.effort() != null) {
            // Few servers know "minimal".
            boolean least = request.effort() == ReasoningEffort.MINIMAL;
            body.put(
                    "reasoning_effort",
                    least ? ReasoningEffort.LOW.wire() : request.effort().wire());
        }
        if (!request.tools().isEmpty()) {
            body.set("tools", tools(request));
        }
        ArrayNode messages = body.putArray("messages");
        if (!request.system().isBlank()) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        for (Transcript.Entry entry : Transcript.of(request, route.origin())) {
            switch (entry.role()) {
                case USER -> messages.add(user(entry.parts(), request, route));
                case ASSISTANT -> messages.add(assistant(entry.parts(), request));
                case TOOL -> entry.parts().forEach(part -> messages.add(result(part, request)));
            }
        }
        return body;
    }

    private static ArrayNode tools(ModelRequest request) {
        ArrayNode tools = object().arrayNode();
        for (ToolSpec spec : request.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", spec.name())
                    .put("description", spec.description())
                    .set("parameters", spec.inputSchema());
        }
        return tools;
    }

    /** Plain text as a string: not every server takes a list. */
    private static ObjectNode user(List<Part> parts, ModelRequest request, Route route) {
        ObjectNode message = object().put("role", Role.USER.wire());
        boolean sees = route.model().vision();
        if (!sees || parts.stream().noneMatch(Part.Image.class::isInstance)) {
            return message.put("content", texts(parts, request));
        }
        ArrayNode content = message.putArray("content");
        for (Part part : parts) {
            if (part instanceof Part.Image image) {
                String data = WireParts.base64(request, image.fileId());
                content.addObject()
                        .put("type", "image_url")
                        .putObject("image_url")
                        .put("url", "data:" + image.mediaType() + ";base64," + data);
            } else {
                content.addObject().put("type", "text").put("text", WireParts.text(part, request));
            }
        }
        return message;
    }

    private static ObjectNode assistant(List<Part> parts, ModelRequest request) {
        ObjectNode message = object().put("role", "assistant");
        ArrayNode calls = object().arrayNode();
        for (Part part : parts) {
            switch (part) {
                case Part.ToolCall call -> calls.add(call(call));
                case Part.Reasoning reasoning -> addReasoning(message, reasoning);
                case Part.Text _,
                        Part.ToolResult _,
                        Part.Image _,
                        Part.File _,
                        Part.FileReference _,
                        Part.Source _,
                        Part.Compaction _,
                        Part.Notice _ -> {}
            }
        }
        List<Part> said = parts.stream().filter(ChatCompletionsDialect::isSaid).toList();
        if (said.isEmpty()) {
            message.putNull("content");
        } else {
            message.put("content", texts(said, request));
        }
        if (!calls.isEmpty()) {
            message.set("tool_calls", calls);
        }
        return message;
    }

    private static boolean isSaid(Part part) {
        return !(part instanceof Part.ToolCall || part instanceof Part.Reasoning);
    }

    /** In the field it came in: {@code reasoning_content}, {@code reasoning}, or with details. */
    private static void addReasoning(ObjectNode message, Part.Reasoning reasoning) {
        JsonNode raw = reasoning.raw() == null ? object() : reasoning.raw().data();
        String field = raw.path("field").asString("");
        if (!field.isEmpty()) {
            message.put(field, message.path(field).asString("") + reasoning.text());
        }
        if (raw.has("details")) {
            message.set("reasoning_details", raw.path("details"));
        }
    }

    private static ObjectNode call(Part.ToolCall call) {
        ObjectNode wire = object();
        wire.put("id", WireParts.callId(call.providerId(), call.id())).put("type", "function");
        if (call.raw() != null) {
            wire.setAll((ObjectNode) call.raw().data());
        }
        wire.putObject("function")
                .put("name", call.name())
                .put("arguments", WireParts.arguments(call).toString());
        return wire;
    }

    private static ObjectNode result(Part part, ModelRequest request) {
        ObjectNode message = object().put("role", "tool");
        if (part instanceof Part.ToolResult result) {
            message.put("tool_call_id", WireParts.callId(result.providerId(), result.toolCallId()));
        }
        return message.put("content", WireParts.text(part, request));
    }

    private static String texts(List<Part> parts, ModelRequest request) {
        return parts.stream()
                .map(part -> WireParts.text(part, request))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
