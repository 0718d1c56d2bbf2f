package dev.mainspring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which model a chat uses that names none.
 *
 * @param defaultModel {@code MAINSPRING_DEFAULT_MODEL}, {@code provider/model}; null = the first of
 *     the first provider that has a key, else the scripted one
 */
@ConfigurationProperties("mainspring")
public record ModelProperties(@Nullable String defaultModel) {

    public ModelProperties {
        defaultModel = Rules.blankToNull(defaultModel);
        Rules.blankOrMatches(
                "MAINSPRING_DEFAULT_MODEL",
                defaultModel,
                "[a-z0-9-]+/\\S+",
                "must be provider/model, such as anthropic/claude-sonnet-4-5");
    }
}
