package dev.mainspring.activities.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The providers the settings know by name, with their own addresses and models. */
public final class Providers {

    private static final String ANTHROPIC_URL = "https://api.anthropic.com";
    private static final String OPENAI_URL = "https://api.openai.com/v1";
    private static final String GEMINI_URL = "https://generativelanguage.googleapis.com";

    private Providers() {}

    /**
     * Anthropic. {@code baseUrl} ends where {@code /v1/messages} follows; null = Anthropic's own.
     */
    public static ProviderConfig anthropic(String key, @Nullable String baseUrl) {
        return new ProviderConfig(
                "anthropic",
                DialectKind.ANTHROPIC_MESSAGES,
                key,
                baseUrl == null ? ANTHROPIC_URL : baseUrl,
                KnownModels.ANTHROPIC);
    }

    /** OpenAI. {@code baseUrl} ends where {@code /responses} follows; null = OpenAI's own. */
    public static ProviderConfig openai(String key, @Nullable String baseUrl) {
        return new ProviderConfig(
                "openai",
                DialectKind.OPENAI_RESPONSES,
                key,
                baseUrl == null ? OPENAI_URL : baseUrl,
                KnownModels.OPENAI);
    }

    /**
     * Gemini, as {@code google}. {@code baseUrl} ends where {@code /v1beta} follows; null =
     * Google's own.
     */
    public static ProviderConfig google(String key, @Nullable String baseUrl) {
        return new ProviderConfig(
                "google",
                DialectKind.GEMINI,
                key,
                baseUrl == null ? GEMINI_URL : baseUrl,
                KnownModels.GOOGLE);
    }

    /**
     * Any server that speaks OpenAI's Chat Completions.
     *
     * @param baseUrl ends where {@code /chat/completions} follows, mostly in {@code /v1}
     */
    public static ProviderConfig openaiCompatible(
            String baseUrl, @Nullable String key, List<String> models) {
        return new ProviderConfig(
                "openai-compatible",
                DialectKind.OPENAI_CHAT_COMPLETIONS,
                key,
                baseUrl,
                ModelConfig.unlisted(models));
    }
}
