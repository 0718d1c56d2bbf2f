package dev.mainspring.config;

import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ProviderConfig;
import dev.mainspring.activities.model.Providers;
import dev.mainspring.activities.model.scripted.ScriptedProvider;
import dev.mainspring.conversation.ModelRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The providers that the settings name, and whether the models they choose for all are there. */
final class ConfiguredModels {

    private ConfiguredModels() {}

    /** In the order they are shown: those with a key, a server of one's own, the scripted one. */
    static List<ProviderConfig> providers(ProviderProperties settings, ScriptedProvider scripted) {
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
        return providers;
    }

    /**
     * Checks the models that the settings choose, before anything is started.
     *
     * @throws InvalidSetting if one is not there
     */
    static void check(
            ProviderProperties settings, ModelProperties models, PlatformProperties platform) {
        if (models.defaultModel() == null && models.cheapModel() == null) {
            // Reading the conversation files would delay the servers for nothing.
            return;
        }
        ScriptedProvider scripted = new ScriptedProvider(platform.scripts());
        ModelCatalog catalog = new ModelCatalog(providers(settings, scripted), null);
        check("MAINSPRING_DEFAULT_MODEL", models.defaultModel(), catalog);
        check("MAINSPRING_CHEAP_MODEL", models.cheapModel(), catalog);
    }

    private static void check(String setting, @Nullable String name, ModelCatalog catalog) {
        if (name == null) {
            return;
        }
        ModelRef model = ModelRef.of(name);
        if (catalog.find(model).isEmpty()) {
            throw new InvalidSetting(
                    setting,
                    name,
                    "must name a model that can be called: " + catalog.missing(model));
        }
    }

    private static @Nullable String text(ProviderProperties.Provider provider) {
        return provider.baseUrl() == null ? null : provider.baseUrl().toString();
    }
}
