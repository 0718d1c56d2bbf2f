package dev.mainspring.activities.model;

import java.util.Locale;

/** A model and the provider that has it. */
record Route(ProviderConfig provider, ModelConfig model) {

    /**
     * Names who wrote a part's raw data. The provider belongs to it: a signature of one provider is
     * an error at another, also in the same dialect.
     */
    String origin() {
        return provider.dialect().name().toLowerCase(Locale.ROOT) + "@" + provider.slug();
    }
}
