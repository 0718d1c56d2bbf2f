package dev.mainspring.config;

import dev.mainspring.activities.model.HttpModelClient;
import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ModelConfig;
import dev.mainspring.activities.model.ProviderConfig;
import dev.mainspring.activities.model.Providers;
import dev.mainspring.activities.model.scripted.ScriptedProvider;
import dev.mainspring.activities.turn.SideModels;
import dev.mainspring.chat.ModelDirectory;
import dev.mainspring.conversation.ModelRef;
import java.util.ArrayList;
import java.util.List;
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
        List<ProviderConfig> providers = new ArrayList<>();
        ProviderProperties.Provider anthropic = settings.anthropic();
        if (anthropic.key() != null) {
            providers.add(Providers.anthropic(anthropic.key(), text(anthropic)));
        }
        ProviderProperties.Provider openai = settings.openai();
        if (openai.key() != null) {
            providers.add(Providers.openai(openai.key(), text(openai)));
        }
        ProviderProperties.Provider google = settings.google();
        if (google.key() != null) {
            providers.add(Providers.google(google.key(), text(google)));
        }
        ProviderProperties.OpenAiCompatible own = settings.openaiCompatible();
        if (own.baseUrl() != null) {
            providers.add(
                    Providers.openaiCompatible(own.baseUrl().toString(), own.key(), own.models()));
        }
        providers.add(scripted.config());
        ModelRef chosen = named("MAINSPRING_DEFAULT_MODEL", models.defaultModel(), providers);
        return new ModelCatalog(ModelOverrides.apply(models, providers), chosen, network::searches);
    }

    @Bean
    SideModels sideModels(ModelCatalog catalog, ModelProperties models) {
        @Nullable ModelRef cheap =
                models.cheapModel() == null ? null : ModelRef.of(models.cheapModel());
        if (cheap != null && catalog.find(cheap).isEmpty()) {
            throw noProvider("MAINSPRING_CHEAP_MODEL", cheap.toString(), catalog.providers());
        }
        return new SideModels(catalog, cheap);
    }

    private static @Nullable ModelRef named(
            String setting, @Nullable String name, List<ProviderConfig> providers) {
        if (name == null) {
            return null;
        }
        ModelRef model = ModelRef.of(name);
        List<String> slugs = providers.stream().map(ProviderConfig::slug).toList();
        if (!slugs.contains(model.provider())) {
            throw noProvider(setting, name, slugs);
        }
        return model;
    }

    private static InvalidSetting noProvider(String setting, String name, List<String> slugs) {
        return new InvalidSetting(
                setting, name, "must name a configured provider: " + String.join(", ", slugs));
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
            public boolean knowsProvider(ModelRef model) {
                return catalog.find(model).isPresent();
            }

            @Override
            public boolean sees(ModelRef model) {
                return catalog.find(model).filter(it -> it.model().vision()).isPresent();
            }
        };
    }

    private static @Nullable String text(ProviderProperties.Provider provider) {
        return provider.baseUrl() == null ? null : provider.baseUrl().toString();
    }
}
