package dev.mainspring.activities.model.scripted;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The answer to one request, as the script has it. */
final class Performance {

    /** Tells whether a request that is to fail so many times is to fail once more. */
    @FunctionalInterface
    interface FailureCount {
        boolean failsAgain(int times);
    }

    private static final String ENDED = "(The script has no more steps.)";

    /** How the product asks for a summary; a conversation file may have a scene for it. */
    private static final String SUMMARY = "Summarise this conversation.";

    private static final String NO_SUMMARY =
            "(The scripted model writes no summaries. What it did stands above.)";

    /** A rough rule for text of models' tokens, for counts nobody set. */
    private static final int CHARS_PER_TOKEN = 4;

    private final String name;
    private final Prompt prompt;
    private final long requestChars;
    private final int contextTokens;
    private final Cue cue;
    private final Optional<Script.Failure> failure;

    Performance(String name, Script script, Prompt prompt, long requestChars, FailureCount count) {
        this.name = name;
        this.prompt = prompt;
        this.requestChars = requestChars;
        this.contextTokens = script.limit();
        this.cue = Cue.of(name, script, prompt);
        this.failure =
                cue.due()
                        .map(Script.Step::fail)
                        .filter(fail -> fail.times() == null || count.failsAgain(fail.times()));
    }

    /** A failure before the first byte, told by the response's status. */
    Optional<ScriptedFailure> refusal() {
        if (requestChars / CHARS_PER_TOKEN > contextTokens) {
            return Optional.of(ScriptedFailure.CONTEXT_OVERFLOW);
        }
        return failure.filter(fail -> fail.afterChars() == null)
                .map(Performance::kind)
                .filter(kind -> kind.status() > 0);
    }

    Duration retryAfter() {
        return failure.map(fail -> Times.of(fail.retryAfter())).orElse(Duration.ZERO);
    }

    List<Frame> frames() {
        if (cue.scene() < 0 && prompt.newWords().startsWith(SUMMARY)) {
            return said(NO_SUMMARY);
        }
        if (cue.due().isEmpty()) {
            return said(ENDED);
        }
        Script.Step step = cue.due().get();
        if (step.expect() != null && !Pattern.compile(step.expect()).matcher(last()).find()) {
            return said("Expected /" + step.expect() + "/, but the last message was:\n" + last());
        }
        int maxChars = failure.map(Script.Failure::afterChars).orElse(failure.isPresent() ? 0 : -1);
        AnswerFrames frames =
                new AnswerFrames(
                        Times.of(step.delay()),
                        step.charsPerSecond(),
                        maxChars < 0 ? Integer.MAX_VALUE : maxChars);
        play(step, frames);
        failure.ifPresent(fail -> kind(fail).breakOff(frames));
        return frames.frames();
    }

    private void play(Script.Step step, AnswerFrames frames) {
        Script.Tokens tokens =
                step.usage() == null
                        ? new Script.Tokens(requestChars / CHARS_PER_TOKEN, 0, 0)
                        : step.usage();
        frames.start(name, tokens.inputTokens(), tokens.cachedInputTokens());
        long chars = 0;
        if (step.reasoning() != null) {
            String reasoning = cue.values().fill(step.reasoning());
            chars += reasoning.length();
            frames.thinking(reasoning);
        }
        if (step.text() != null) {
            String text = cue.values().fill(step.text());
            chars += text.length();
            frames.text(text);
        }
        List<Script.ToolCall> calls = step.toolCalls() == null ? List.of() : step.toolCalls();
        for (int i = 0; i < calls.size(); i++) {
            String input = input(calls.get(i));
            chars += input.length();
            frames.toolCall(cue.callId(name, prompt, i), calls.get(i).name(), input);
        }
        long counted = step.usage() == null ? 1 + chars / CHARS_PER_TOKEN : tokens.outputTokens();
        frames.stop(stopReason(step, !calls.isEmpty()), counted);
    }

    private String input(Script.ToolCall call) {
        if (call.rawInput() != null) {
            return cue.values().fill(call.rawInput());
        }
        return call.input() == null ? "{}" : cue.values().fill(call.input()).toString();
    }

    private String last() {
        return prompt.lastMessage();
    }

    /** An answer that no step gives. */
    private List<Frame> said(String text) {
        AnswerFrames frames = new AnswerFrames(Duration.ZERO, null, Integer.MAX_VALUE);
        frames.start(name, requestChars / CHARS_PER_TOKEN, 0);
        frames.text(text);
        frames.stop("end_turn", text.length() / CHARS_PER_TOKEN);
        return frames.frames();
    }

    private static String stopReason(Script.Step step, boolean calls) {
        return switch (step.finish()) {
            case null -> calls ? "tool_use" : "end_turn";
            case "end" -> "end_turn";
            case "tool_calls" -> "tool_use";
            case "length" -> "max_tokens";
            default -> step.finish();
        };
    }

    private static ScriptedFailure kind(Script.Failure fail) {
        return ScriptedFailure.named(fail.kind())
                .orElseThrow(
                        () -> new IllegalArgumentException("no kind of failure: " + fail.kind()));
    }
}
