package dev.mainspring.activities.model;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the dialects say alike: parts as text, files as base64, ids of tool calls. */
final class WireParts {

    /** Of a longer text file the head and the tail are sent. */
    private static final int INLINE_FILE_CHARS = 256 * 1024;

    private static final int TAIL_CHARS = 32 * 1024;

    private static final Pattern TEXT_TYPE =
            Pattern.compile("text/.*|application/(json|xml|yaml|x-yaml|toml|javascript).*");

    /** Anthropic's pattern and OpenAI's length limit of a call's id. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private WireParts() {}

    static ObjectNode object() {
        return Json.MAPPER.createObjectNode();
    }

    /** The provider's own id of a call, or ours where another provider's would be refused. */
    static String callId(String providerId, ToolCallId id) {
        return ID.matcher(providerId).matches() ? providerId : id.toString();
    }

    /** The arguments as an object: what was no JSON goes back under a name of its own. */
    static JsonNode arguments(Part.ToolCall call) {
        if (call.input().isObject()) {
            return call.input();
        }
        return object().put("invalid_json", call.input().asString(""));
    }

    static String base64(ModelRequest request, UUID fileId) {
        return Base64.getEncoder().encodeToString(request.files().read(fileId));
    }

    static boolean isPdf(Part.File file) {
        return file.mediaType().equals("application/pdf");
    }

    /** A part that has no form of its own in a dialect, as text; tool parts never come here. */
    static String text(Part part, ModelRequest request) {
        return switch (part) {
            case Part.Text text -> text.text();
            case Part.Compaction compaction ->
                    "Summary of the conversation so far:\n\n" + compaction.summary();
            case Part.FileReference place ->
                    "%s, lines %d-%d:\n%s"
                            .formatted(
                                    place.path(),
                                    place.startLine(),
                                    place.endLine(),
                                    fenced(place.excerpt()));
            case Part.Source source -> "[" + source.title() + "](" + source.url() + ")";
            case Part.File file -> file(file, request);
            case Part.Image image ->
                    "[The image " + image.name() + " is attached, but this model sees none.]";
            case Part.Reasoning reasoning -> reasoning.text();
            case Part.Notice notice -> notice.text();
            case Part.ToolCall call -> "[Called " + call.name() + " " + call.input() + "]";
            case Part.ToolResult result -> result.output();
        };
    }

    private static String file(Part.File file, ModelRequest request) {
        if (!TEXT_TYPE.matcher(file.mediaType()).matches()) {
            return "[The file %s (%s, %d bytes) is attached; its content is not shown.]"
                    .formatted(file.name(), file.mediaType(), file.bytes());
        }
        String content = new String(request.files().read(file.fileId()), StandardCharsets.UTF_8);
        return "The file " + file.name() + ":\n" + fenced(cut(content));
    }

    private static String cut(String content) {
        int over = content.length() - INLINE_FILE_CHARS;
        if (over <= 0) {
            return content;
        }
        int head = INLINE_FILE_CHARS - TAIL_CHARS;
        return content.substring(0, head)
                + "\n[... "
                + over
                + " characters of the file are not shown ...]\n"
                + content.substring(head + over);
    }

    /** In a fence that nothing in the text ends. */
    private static String fenced(String text) {
        String fence = "```";
        while (text.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + text + "\n" + fence;
    }
}
