package dev.mainspring.activities.model;

import dev.mainspring.conversation.ModelRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The models that can be chosen, and which one is taken where nobody chose. */
public final class ModelCatalog {

    /** The slug of the provider that plays conversation files. */
    public static final String SCRIPTED = "scripted";

    /** A model as people choose it. */
    public record Entry(ModelRef ref, ModelConfig model) {}

    private final Map<String, ProviderConfig> providers;
    private final ModelRef defaultModel;
    private final Predicate<ModelRef> searches;

    /**
     * @param providers in the order they are shown; real ones before the scripted one
     * @param chosenDefault what the settings name; null = the first model of the first real
     *     provider, or the scripted one where there is no other
     * @throws IllegalArgumentException if a slug is there twice, or the default is not there, or
     *     there is no model at all
     */
    public ModelCatalog(List<ProviderConfig> providers, @Nullable ModelRef chosenDefault) {
        this(providers, chosenDefault, model -> false);
    }

    /**
     * As above.
     *
     * @param searches which models may search the web
     */
    public ModelCatalog(
            List<ProviderConfig> providers,
            @Nullable ModelRef chosenDefault,
            Predicate<ModelRef> searches) {
        this.searches = searches;
        this.providers = bySlug(providers);
        if (chosenDefault != null && route(chosenDefault).isEmpty()) {
            throw new IllegalArgumentException(
                    "default model '" + chosenDefault + "': " + missing(chosenDefault));
        }
        this.defaultModel = chosenDefault == null ? firstModel() : chosenDefault;
    }

    /** All listed models, the providers in their order. */
    public List<Entry> models() {
        return providers.values().stream().flatMap(p -> entries(p).stream()).toList();
    }

    /** The slugs of all providers, in their order. */
    public List<String> providers() {
        return List.copyOf(providers.keySet());
    }

    public ModelRef defaultModel() {
        return defaultModel;
    }

    /**
     * Looks a model up. Empty if its provider is unknown or known not to have it; another model
     * that its provider does not list is passed through with assumed limits.
     */
    public Optional<Entry> find(ModelRef ref) {
        return route(ref).map(route -> new Entry(ref, route.model()));
    }

    /** What there is not, of a model that is not found. */
    public String missing(ModelRef ref) {
        return providers.containsKey(ref.provider())
                ? "the provider '" + ref.provider() + "' has no model '" + ref.model() + "'"
                : "no provider '%s' is configured, only %s"
                        .formatted(ref.provider(), String.join(", ", providers.keySet()));
    }

    Optional<Route> route(ModelRef ref) {
        return Optional.ofNullable(providers.get(ref.provider()))
                .flatMap(provider ->
                        provider.model(ref.model())
                                .map(model ->
                                        new Route(
                                                provider,
                                                model.withWebSearch(searches.test(ref)))));
    }

    private ModelRef firstModel() {
        List<Entry> all = models();
        return all.stream()
                .filter(entry -> !entry.ref().provider().equals(SCRIPTED))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(Entry::ref)
                .orElseThrow(() -> new IllegalArgumentException("no provider lists a model"));
    }

    private static List<Entry> entries(ProviderConfig provider) {
        return provider.models().stream()
                .map(model -> new Entry(new ModelRef(provider.slug(), model.name()), model))
                .toList();
    }

    private static Map<String, ProviderConfig> bySlug(List<ProviderConfig> providers) {
        Map<String, ProviderConfig> bySlug = new LinkedHashMap<>();
        for (ProviderConfig provider : providers) {
            if (bySlug.put(provider.slug(), provider) != null) {
                throw new IllegalArgumentException(
                        "provider " + provider.slug() + " is there twice");
            }
        }
        return bySlug;
    }
}
