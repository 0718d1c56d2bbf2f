package dev.mainspring.activities.model;

import java.util.List;

/**
 * The models shown for providers that the settings name, the first of each being its default.
 * Limits as the providers' model pages gave them in November 2026.
 */
final class KnownModels {

    private static final int MILLION = 1_000_000;

    static final List<ModelConfig> ANTHROPIC =
            List.of(
                    model("claude-opus-5-5", "Claude Opus 5.5", MILLION, 128_000),
                    model("claude-sonnet-5-5", "Claude Sonnet 5.5", MILLION, 128_000),
                    model("claude-haiku-4-5", "Claude Haiku 4.5", 200_000, 64_000));

    static final List<ModelConfig> OPENAI =
            List.of(
                    model("gpt-5.6", "GPT-5.6", 1_050_000, 128_000),
                    model("gpt-5.4", "GPT-5.4", 1_050_000, 128_000),
                    model("gpt-5.4-mini", "GPT-5.4 mini", 400_000, 128_000));

    static final List<ModelConfig> GOOGLE =
            List.of(
                    model("gemini-3.7-flash", "Gemini 3.7 Flash", 1_048_576, 65_536),
                    model("gemini-3.1-pro-preview", "Gemini 3.1 Pro", 1_048_576, 65_536),
                    model("gemini-3.5-flash-lite", "Gemini 3.5 Flash-Lite", 1_048_576, 65_536));

    private KnownModels() {}

    private static ModelConfig model(String name, String displayName, int context, int output) {
        return new ModelConfig(
                name,
                displayName,
                context,
                output,
                true,
                ModelConfig.DEFAULT_SILENCE_LIMIT,
                compactAt(context, output),
                false);
    }

    /** What a model may write is within its context, too. */
    private static double compactAt(int context, int output) {
        return Math.min(ModelConfig.DEFAULT_COMPACT_AT, (double) (context - output) / context);
    }
}
