package dev.mainspring.config;

import dev.mainspring.activities.model.ModelConfig;
import dev.mainspring.activities.model.ProviderConfig;
import dev.mainspring.conversation.ModelRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts what the settings say of models over what is known of them. */
final class ModelOverrides {

    private final ModelProperties settings;

    private ModelOverrides(ModelProperties settings) {
        this.settings = settings;
    }

    static List<ProviderConfig> apply(ModelProperties settings, List<ProviderConfig> providers) {
        return providers.stream().map(new ModelOverrides(settings)::apply).toList();
    }

    private ProviderConfig apply(ProviderConfig provider) {
        List<ModelConfig> models = new ArrayList<>(provider.models());
        settings.models().stream()
                .map(model -> ModelRef.of(model.id()))
                .filter(ref -> ref.provider().equals(provider.slug()))
                .filter(ref -> models.stream().noneMatch(it -> it.name().equals(ref.model())))
                .map(ref -> ModelConfig.unlisted(ref.model(), provider.silenceLimit()))
                .forEach(models::add);
        return new ProviderConfig(
                provider.slug(),
                provider.dialect(),
                provider.key(),
                provider.baseUrl(),
                models.stream().map(model -> apply(provider, model)).toList(),
                settings.silenceLimit() == null ? provider.silenceLimit() : settings.silenceLimit(),
                provider.unlisted());
    }

    private ModelConfig apply(ProviderConfig provider, ModelConfig model) {
        String id = provider.slug() + "/" + model.name();
        Optional<ModelProperties.Model> own =
                settings.models().stream().filter(it -> it.id().equals(id)).findFirst();
        // What a conversation file says of itself stands.
        Duration limit =
                model.silenceLimit().equals(ModelConfig.DEFAULT_SILENCE_LIMIT)
                        ? Objects.requireNonNullElse(settings.silenceLimit(), model.silenceLimit())
                        : model.silenceLimit();
        return new ModelConfig(
                model.name(),
                model.displayName(),
                own.map(ModelProperties.Model::contextTokens).orElse(model.contextTokens()),
                model.maxOutputTokens(),
                own.map(ModelProperties.Model::vision).orElse(model.vision()),
                own.map(ModelProperties.Model::silenceLimit).orElse(limit),
                own.map(ModelProperties.Model::compactAt)
                        .orElse(
                                settings.compactAt() == null
                                        ? model.compactAt()
                                        : settings.compactAt()),
                model.webSearch());
    }
}
