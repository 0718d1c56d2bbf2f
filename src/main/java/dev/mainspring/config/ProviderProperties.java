package dev.mainspring.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Model providers by the environment variables that people know.
 *
 * @param anthropic {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_BASE_URL} (before {@code
 *     /v1/messages})
 * @param openai {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL} (before {@code /responses})
 * @param google {@code GEMINI_API_KEY}, {@code GEMINI_BASE_URL} (before {@code /v1beta})
 * @param openaiCompatible {@code MAINSPRING_OPENAI_COMPATIBLE_URL}, {@code _KEY}, {@code _MODELS}
 */
@ConfigurationProperties("mainspring.providers")
public record ProviderProperties(
        @DefaultValue Provider anthropic,
        @DefaultValue Provider openai,
        @DefaultValue Provider google,
        @DefaultValue OpenAiCompatible openaiCompatible) {

    /**
     * One provider's settings.
     *
     * @param key null where none is set
     * @param baseUrl null = the provider's own
     */
    public record Provider(@Nullable String key, @Nullable URI baseUrl) {

        public Provider {
            key = Rules.blankToNull(key == null ? null : key.strip());
            baseUrl = orNull(baseUrl);
        }

        @Override
        public String toString() {
            return shown(key, baseUrl);
        }
    }

    /**
     * A server with OpenAI's Chat Completions.
     *
     * @param key null where none is set
     * @param baseUrl before {@code /chat/completions}; null = there is no such server
     * @param models names that it is to be asked for
     */
    public record OpenAiCompatible(
            @Nullable String key, @Nullable URI baseUrl, List<String> models) {

        public OpenAiCompatible {
            key = Rules.blankToNull(key == null ? null : key.strip());
            baseUrl = orNull(baseUrl);
            models =
                    models == null
                            ? List.of()
                            : models.stream()
                                    .map(String::strip)
                                    .filter(name -> !name.isEmpty())
                                    .toList();
        }

        @Override
        public String toString() {
            return shown(key, baseUrl);
        }
    }

    public ProviderProperties {
        key("ANTHROPIC_API_KEY", anthropic.key());
        key("OPENAI_API_KEY", openai.key());
        key("GEMINI_API_KEY", google.key());
        key("MAINSPRING_OPENAI_COMPATIBLE_KEY", openaiCompatible.key());
        Rules.http("ANTHROPIC_BASE_URL", anthropic.baseUrl());
        Rules.http("OPENAI_BASE_URL", openai.baseUrl());
        Rules.http("GEMINI_BASE_URL", google.baseUrl());
        Rules.http("MAINSPRING_OPENAI_COMPATIBLE_URL", openaiCompatible.baseUrl());
        if (openaiCompatible.baseUrl() == null
                && (openaiCompatible.key() != null || !openaiCompatible.models().isEmpty())) {
            throw new InvalidSetting(
                    "MAINSPRING_OPENAI_COMPATIBLE_URL",
                    "",
                    "must be set where MAINSPRING_OPENAI_COMPATIBLE_KEY or _MODELS is");
        }
    }

    /** It goes into a header; what refuses it there would tell it to the log. */
    private static void key(String name, @Nullable String key) {
        if (key != null && !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new InvalidSetting(
                    name, "(hidden)", "must have visible ASCII characters only, and no spaces");
        }
    }

    private static @Nullable URI orNull(@Nullable URI url) {
        return url == null || url.toString().isBlank() ? null : url;
    }

    private static String shown(@Nullable String key, @Nullable URI baseUrl) {
        return "Provider[key " + (key == null ? "absent" : "present") + ", " + baseUrl + "]";
    }
}
