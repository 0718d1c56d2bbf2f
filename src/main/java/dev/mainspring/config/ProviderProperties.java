package dev.mainspring.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Model providers by the environment variables that people know.
 *
 * @param anthropic {@code ANTHROPIC_API_KEY}, {@code ANTHROPIC_BASE_URL} (names the host only)
 * @param openai {@code OPENAI_API_KEY}, {@code OPENAI_BASE_URL} (ends in {@code /v1})
 * @param google {@code GEMINI_API_KEY}, {@code GEMINI_BASE_URL} (names the host only)
 * @param openaiCompatible {@code MAINSPRING_OPENAI_COMPATIBLE_URL}, {@code _KEY}, {@code _MODELS}
 */
@ConfigurationProperties("mainspring.providers")
public record ProviderProperties(
        @DefaultValue Provider anthropic,
        @DefaultValue Provider openai,
        @DefaultValue Provider google,
        @DefaultValue Provider openaiCompatible) {

    /**
     * One provider's settings.
     *
     * @param key null where none is set
     * @param baseUrl null = the provider's own
     * @param models names that it is to be asked for; empty = the ones we know of
     */
    public record Provider(@Nullable String key, @Nullable URI baseUrl, List<String> models) {

        public Provider {
            key = Rules.blankToNull(key == null ? null : key.strip());
            baseUrl = baseUrl == null || baseUrl.toString().isBlank() ? null : baseUrl;
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
            return "Provider[key " + (key == null ? "absent" : "present") + ", " + baseUrl + "]";
        }
    }

    public ProviderProperties {
        key("ANTHROPIC_API_KEY", anthropic);
        key("OPENAI_API_KEY", openai);
        key("GEMINI_API_KEY", google);
        key("MAINSPRING_OPENAI_COMPATIBLE_KEY", openaiCompatible);
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
    private static void key(String name, Provider provider) {
        String key = provider.key();
        if (key != null && !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new InvalidSetting(
                    name, "(hidden)", "must have visible ASCII characters only, and no spaces");
        }
    }
}
