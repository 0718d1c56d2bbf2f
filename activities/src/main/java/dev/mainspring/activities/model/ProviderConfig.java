package dev.mainspring.activities.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A provider of models and how to reach it.
 *
 * @param slug the first half of its models' names, such as {@code anthropic}
 * @param key sent with each request; absent for servers that want none
 * @param baseUrl as the provider's own client libraries mean it: OpenAI's ends in {@code /v1},
 *     Anthropic's and Gemini's name the host only
 * @param models the first is the default
 * @param silenceLimit for models that are not listed; zero = for ever
 * @param unlisted tells which names that are not listed are passed through
 */
public record ProviderConfig(
        String slug,
        DialectKind dialect,
        @Nullable String key,
        String baseUrl,
        List<ModelConfig> models,
        Duration silenceLimit,
        Predicate<String> unlisted) {

    public ProviderConfig {
        if (!slug.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "provider '" + slug + "' must be of a-z, 0-9 and '-'");
        }
        baseUrl = checked(slug, baseUrl);
        models = List.copyOf(models);
    }

    public ProviderConfig(
            String slug,
            DialectKind dialect,
            @Nullable String key,
            String baseUrl,
            List<ModelConfig> models) {
        this(
                slug,
                dialect,
                key,
                baseUrl,
                models,
                ModelConfig.DEFAULT_SILENCE_LIMIT,
                anyName -> true);
    }

    /** The description of a model; empty where the provider is known not to have it. */
    Optional<ModelConfig> model(String name) {
        return models.stream()
                .filter(listed -> listed.name().equals(name))
                .findFirst()
                .or(() ->
                        Optional.of(name)
                                .filter(unlisted)
                                .map(it -> ModelConfig.unlisted(it, silenceLimit)));
    }

    private static String checked(String slug, String baseUrl) {
        URI uri;
        try {
            uri = URI.create(baseUrl.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "base URL '" + baseUrl + "' of " + slug + " is no URL", e);
        }
        String scheme = uri.getScheme();
        if (uri.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw new IllegalArgumentException(
                    "base URL '" + baseUrl + "' of " + slug + " must read http(s)://host[/path]");
        }
        return uri.toString().replaceAll("/+$", "");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ProviderConfig[" + slug + ", " + dialect + ", " + baseUrl + "]";
    }
}
