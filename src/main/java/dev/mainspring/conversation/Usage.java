package dev.mainspring.conversation;

/**
 * Tokens of one model call, as the provider counted them.
 *
 * @param inputTokens all input, what came from the cache included
 * @param outputTokens all output, reasoning included
 * @param cachedInputTokens the part of the input read from the provider's cache
 * @param reasoningTokens the part of the output spent on reasoning
 */
public record Usage(
        long inputTokens, long outputTokens, long cachedInputTokens, long reasoningTokens) {

    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cachedInputTokens + other.cachedInputTokens,
                reasoningTokens + other.reasoningTokens);
    }
}
