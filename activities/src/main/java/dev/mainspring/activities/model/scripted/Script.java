package dev.mainspring.activities.model.scripted;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conversation file: what the scripted model says, step by step.
 *
 * @param title for the list of models
 * @param contextTokens the context limit it has: longer requests are refused; 200,000 by default
 * @param vision whether it claims to see images; absent = it does
 * @param silenceLimit how long its stream may say nothing, such as {@code 2s}; 0s = for ever
 * @param scenes looked at first: one whose {@code when} matches the person's newest words begins
 * @param steps what is played where no scene matches
 */
record Script(
        @Nullable String title,
        @Nullable Integer contextTokens,
        @Nullable Boolean vision,
        @Nullable String silenceLimit,
        @Nullable List<Scene> scenes,
        @Nullable List<Step> steps) {

    /** Steps for certain words of the person. */
    record Scene(String when, List<Step> steps) {}

    /**
     * One answer of the model.
     *
     * @param when skips the step unless the last message (the person's words or the tools' results)
     *     matches this regular expression
     * @param expect ends the turn with a complaint unless the last message matches
     * @param repeat how often, a number or a template such as <code>{{match.1}}</code>
     * @param delay before the answer begins, such as {@code 500ms}
     * @param charsPerSecond how fast it streams; absent = at once
     * @param finish {@code end}, {@code tool_calls}, {@code length} or {@code refusal}; absent = as
     *     the tool calls say
     */
    record Step(
            @Nullable String when,
            @Nullable String expect,
            @Nullable String repeat,
            @Nullable String delay,
            @Nullable Integer charsPerSecond,
            @Nullable String reasoning,
            @Nullable String text,
            @Nullable List<ToolCall> toolCalls,
            @Nullable String finish,
            @Nullable Tokens usage,
            @Nullable Failure fail) {}

    /**
     * A tool call.
     *
     * @param input the arguments; templates in its texts are filled in
     * @param rawInput sent as it is in place of {@code input}, for arguments that are no JSON
     */
    record ToolCall(String name, @Nullable JsonNode input, @Nullable String rawInput) {}

    /** What the answer claims to have cost; {@code inputTokens} without the cached ones. */
    record Tokens(long inputTokens, long outputTokens, long cachedInputTokens) {}

    /**
     * How the answer goes wrong.
     *
     * @param kind one of the error kinds of the API, {@code cut} for a connection that breaks, or
     *     {@code broken_json}
     * @param retryAfter what the response's Retry-After says, such as {@code 2s}
     * @param afterChars breaks after so many characters of the text; absent = before the first byte
     * @param times how often before it goes right, counted in this process for the very same
     *     request; absent = always
     */
    record Failure(
            String kind,
            @Nullable String retryAfter,
            @Nullable Integer afterChars,
            @Nullable Integer times) {}

    private static final int CONTEXT_TOKENS = 200_000;

    int limit() {
        return contextTokens == null ? CONTEXT_TOKENS : contextTokens;
    }

    List<Step> stepsOf(int scene) {
        List<Step> chosen = scene < 0 ? steps : allScenes().get(scene).steps();
        return chosen == null ? List.of() : chosen;
    }

    List<Scene> allScenes() {
        return scenes == null ? List.of() : scenes;
    }
}
