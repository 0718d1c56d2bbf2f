package dev.mainspring.activities.model;

import java.time.Duration;
import java.util.List;

/**
 * A model of a provider.
 *
 * @param name as the provider calls it
 * @param contextTokens how much it can read and write in one call
 * @param maxOutputTokens the most it writes in one answer
 * @param vision whether it sees images
 * @param silenceLimit how long its stream may say nothing; zero = for ever
 * @param compactAt the part of its context from which on the conversation is summarised, above 0,
 *     at most 1
 * @param webSearch whether it may search the web, where its provider has that
 */
public record ModelConfig(
        String name,
        String displayName,
        int contextTokens,
        int maxOutputTokens,
        boolean vision,
        Duration silenceLimit,
        double compactAt,
        boolean webSearch) {

    /** Leaves room for an answer and for what tools return before the next look. */
    public static final double DEFAULT_COMPACT_AT = 0.8;

    /** Reasoning models may think for minutes without a byte. */
    public static final Duration DEFAULT_SILENCE_LIMIT = Duration.ofMinutes(10);

    public ModelConfig {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a model's name is blank");
        }
        if (contextTokens <= 0 || maxOutputTokens <= 0) {
            throw new IllegalArgumentException("token limits of " + name + " must be above 0");
        }
        if (silenceLimit.isNegative()) {
            throw new IllegalArgumentException("silence limit of " + name + " is negative");
        }
        if (!(compactAt > 0 && compactAt <= 1)) {
            throw new IllegalArgumentException(
                    "compaction threshold of %s is %s, must be above 0, at most 1"
                            .formatted(name, compactAt));
        }
    }

    public ModelConfig(
            String name,
            String displayName,
            int contextTokens,
            int maxOutputTokens,
            boolean vision,
            Duration silenceLimit) {
        this(
                name,
                displayName,
                contextTokens,
                maxOutputTokens,
                vision,
                silenceLimit,
                DEFAULT_COMPACT_AT,
                false);
    }

    /** From this many tokens on the conversation is summarised. */
    public long compactAtTokens() {
        return Math.round(contextTokens * compactAt);
    }

    ModelConfig withWebSearch(boolean allowed) {
        return new ModelConfig(
                name,
                displayName,
                contextTokens,
                maxOutputTokens,
                vision,
                silenceLimit,
                compactAt,
                allowed);
    }

    /**
     * What is assumed of a model nobody described: 128,000 tokens of context, 32,000 of output,
     * with vision.
     */
    public static ModelConfig unlisted(String name, Duration silenceLimit) {
        return new ModelConfig(name, name, 128_000, 32_000, true, silenceLimit);
    }

    /** Describes a list of names by what is assumed of unlisted models. */
    public static List<ModelConfig> unlisted(List<String> names) {
        return names.stream().map(name -> unlisted(name, DEFAULT_SILENCE_LIMIT)).toList();
    }
}
