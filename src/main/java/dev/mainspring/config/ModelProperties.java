package dev.mainspring.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which models are used for what, and what is set for all or for one of them.
 *
 * @param defaultModel {@code MAINSPRING_DEFAULT_MODEL}, {@code provider/model}: of a chat that
 *     names none; null = the first of the first provider that has a key, else the scripted one
 * @param cheapModel {@code MAINSPRING_CHEAP_MODEL}, {@code provider/model}: writes summaries and
 *     titles; null = the chat's own
 * @param silenceLimit {@code MAINSPRING_SILENCE_LIMIT}: how long a model's stream may say nothing;
 *     zero = for ever; null = 10 min
 * @param compactAt {@code MAINSPRING_COMPACT_AT}: the part of a model's context from which on a
 *     conversation is summarised; null = what suits the model
 * @param models {@code mainspring.models}: settings of single models
 */
@ConfigurationProperties("mainspring")
public record ModelProperties(
        @Nullable String defaultModel,
        @Nullable String cheapModel,
        @Nullable Duration silenceLimit,
        @Nullable Double compactAt,
        @DefaultValue List<Model> models) {

    private static final String NAME = "[a-z0-9-]+/\\S+";

    /**
     * Settings of one model; null = as for all.
     *
     * @param id {@code provider/model}
     * @param contextTokens how much it can read and write in one call
     * @param vision whether it sees images; it is sent none where it does not
     */
    public record Model(
            String id,
            @Nullable Duration silenceLimit,
            @Nullable Double compactAt,
            @Nullable Integer contextTokens,
            @Nullable Boolean vision) {

        public Model {
            Rules.blankOrMatches("mainspring.models.id", id, NAME, "must be provider/model");
            Rules.notNegative("mainspring.models.silence-limit", silenceLimit);
            Rules.share("mainspring.models.compact-at", compactAt);
            Rules.atLeast("mainspring.models.context-tokens", contextTokens, 1_000);
        }
    }

    public ModelProperties {
        defaultModel = Rules.blankToNull(defaultModel);
        cheapModel = Rules.blankToNull(cheapModel);
        models = models == null ? List.of() : List.copyOf(models);
        Rules.blankOrMatches(
                "MAINSPRING_DEFAULT_MODEL",
                defaultModel,
                NAME,
                "must be provider/model, such as anthropic/claude-sonnet-4-5");
        Rules.blankOrMatches(
                "MAINSPRING_CHEAP_MODEL",
                cheapModel,
                NAME,
                "must be provider/model, such as anthropic/claude-haiku-4-5");
        Rules.notNegative("MAINSPRING_SILENCE_LIMIT", silenceLimit);
        Rules.share("MAINSPRING_COMPACT_AT", compactAt);
    }
}
