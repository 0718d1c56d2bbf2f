package dev.mainspring.config;

import dev.mainspring.activities.model.HttpModelClient;
import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ModelConfig;
import dev.mainspring.activities.model.scripted.ScriptedProvider;
import dev.mainspring.activities.turn.SideModels;
import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.conversation.ModelRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the models that the settings name. */
@Configuration(proxyBeanMethods = false)
class ModelsConfiguration {

    @Bean
    ScriptedProvider scriptedProvider(PlatformProperties platform) {
        return new ScriptedProvider(platform.scripts());
    }

    @Bean
    ModelCatalog modelCatalog(
            ProviderProperties settings,
            ModelProperties models,
            NetworkProperties network,
            ScriptedProvider scripted) {
        return new ModelCatalog(
                ModelOverrides.apply(models, ConfiguredModels.providers(settings, scripted)),
                ref(models.defaultModel()),
                network::searches);
    }

    @Bean
    SideModels sideModels(ModelCatalog catalog, ModelProperties models) {
        return new SideModels(catalog, ref(models.cheapModel()));
    }

    private static @Nullable ModelRef ref(@Nullable String name) {
        return name == null ? null : ModelRef.of(name);
    }

    @Bean
    ModelClient modelClient(ModelCatalog catalog, ScriptedProvider scripted) {
        return new HttpModelClient(catalog, List.of(scripted));
    }

    @Bean
    ModelDirectory modelDirectory(ModelCatalog catalog, SideModels limits) {
        return new ModelDirectory() {
            @Override
            public List<Entry> models() {
                return catalog.models().stream()
                        .map(it ->
                                new Entry(
                                        it.ref(),
                                        it.model().displayName(),
                                        it.model().contextTokens(),
                                        it.model().vision()))
                        .toList();
            }

            @Override
            public Limits limits(ModelRef model) {
                ModelConfig config = limits.config(model);
                return new Limits(config.contextTokens(), config.compactAtTokens());
            }

            @Override
            public ModelRef defaultModel() {
                return catalog.defaultModel();
            }

            @Override
            public Optional<String> missing(ModelRef model) {
                return catalog.find(model).isPresent()
                        ? Optional.empty()
                        : Optional.of(catalog.missing(model));
            }

            @Override
            public boolean sees(ModelRef model) {
                return catalog.find(model).filter(it -> it.model().vision()).isPresent();
            }
        };
    }
}
