package dev.mainspring.conversation;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a tool call is about, for a policy's patterns.
 *
 * @param text a command line, a path, a URL, else the arguments as JSON
 */
public record ToolSubject(String tool, String text) {

    private static final String COMMAND = "execute";

    /** What a call is about; several files for an edit of several. */
    public static List<ToolSubject> of(String tool, JsonNode input) {
        if (tool.equals(COMMAND)) {
            return List.of(new ToolSubject(tool, input.path("command").asString("")));
        }
        if (input.path("files").isArray() && !input.path("files").isEmpty()) {
            return StreamSupport.stream(input.path("files").spliterator(), false)
                    .map(file -> new ToolSubject(tool, path(file.path("path").asString(""))))
                    .toList();
        }
        if (input.path("path").isString() && !tool.contains("__")) {
            return List.of(new ToolSubject(tool, path(input.path("path").asString(""))));
        }
        return List.of(new ToolSubject(tool, input.path("url").asString(input.toString())));
    }

    /** The rule by which a person allows such calls from now on: this command, or this tool. */
    public ApprovalRule always() {
        return new ApprovalRule(
                Wildcards.literal(tool),
                isCommand() ? Wildcards.literal(text) : null,
                ApprovalAction.ALLOW);
    }

    /** Whether {@link #always} can be written: a command may be too long for a pattern. */
    public boolean mayAlways() {
        return !isCommand() || Wildcards.literal(text).length() <= ApprovalRule.MAX_PATTERN_CHARS;
    }

    boolean isCommand() {
        return tool.equals(COMMAND);
    }

    ToolSubject with(String part) {
        return new ToolSubject(tool, part);
    }

    /** Without {@code .} and {@code ..}, so that {@code src/../x} is not below {@code src}. */
    private static String path(String written) {
        try {
            return Path.of(written).normalize().toString();
        } catch (InvalidPathException noPath) {
            return written;
        }
    }
}
