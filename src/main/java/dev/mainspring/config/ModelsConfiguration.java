package dev.mainspring.config;

import dev.mainspring.activities.model.HttpModelClient;
import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ProviderConfig;
import dev.mainspring.activities.model.Providers;
import dev.mainspring.activities.model.scripted.ScriptedProvider;
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
        ProviderProperties.Provider own = settings.openaiCompatible();
        if (own.baseUrl() != null) {
            providers.add(
                    Providers.openaiCompatible(own.baseUrl().toString(), own.key(), own.models()));
        }
        providers.add(scripted.config());
        String chosen = models.defaultModel();
        if (chosen == null) {
            return new ModelCatalog(providers, null, network::searches);
        }
        ModelRef model = ModelRef.of(chosen);
        List<String> slugs = providers.stream().map(ProviderConfig::slug).toList();
        if (!slugs.contains(model.provider())) {
            throw new InvalidSetting(
                    "MAINSPRING_DEFAULT_MODEL",
                    chosen,
                    "must name a configured provider: " + String.join(", ", slugs));
        }
        return new ModelCatalog(providers, model, network::searches);
    }

    @Bean
    ModelClient modelClient(ModelCatalog catalog, ScriptedProvider scripted) {
        return new HttpModelClient(catalog, List.of(scripted));
    }

    @Bean
    ModelDirectory modelDirectory(ModelCatalog catalog) {
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
            public ModelRef defaultModel() {
                return catalog.defaultModel();
            }

            @Override
            public boolean knowsProvider(ModelRef model) {
                return catalog.find(model).isPresent();
            }
        };
    }

    private static @Nullable String text(ProviderProperties.Provider provider) {
        return provider.baseUrl() == null ? null : provider.baseUrl().toString();
    }
}
