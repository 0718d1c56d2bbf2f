package dev.mainspring.activities.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.model.scripted.ScriptedProvider;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.ModelRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {

    private static final ProviderConfig SCRIPTED = new ScriptedProvider(List.of()).config();
    private static final ProviderConfig LOCAL =
            Providers.openaiCompatible("http://127.0.0.1:9/v1/", null, List.of("qwen/qwen3"));

    @Test
    void theScriptedModelIsTheDefaultOnlyWhereThereIsNoOther() {
        assertThat(new ModelCatalog(List.of(SCRIPTED), null).defaultModel())
                .isEqualTo(ModelRef.of("scripted/demo"));
        assertThat(new ModelCatalog(List.of(SCRIPTED, LOCAL), null).defaultModel())
                .isEqualTo(ModelRef.of("openai-compatible/qwen/qwen3"));
    }

    @Test
    void theSettingChoosesTheDefault() {
        ModelRef chosen = ModelRef.of("anthropic/claude-of-tomorrow");
        ModelCatalog catalog =
                new ModelCatalog(List.of(LOCAL, Providers.anthropic("k", null)), chosen);
        assertThat(catalog.defaultModel()).isEqualTo(chosen);
    }

    @Test
    void aDefaultOfAnUnknownProviderIsRefused() {
        assertThatThrownBy(() -> new ModelCatalog(List.of(LOCAL), ModelRef.of("openai/gpt-5.6")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'openai/gpt-5.6'")
                .hasMessageContaining("openai-compatible");
    }

    @Test
    void modelsNobodyListsArePassedThroughButUnknownProvidersAreNot() {
        ModelCatalog catalog = new ModelCatalog(List.of(Providers.openai("k", null)), null);
        assertThat(catalog.find(ModelRef.of("openai/gpt-of-tomorrow")))
                .hasValueSatisfying(
                        entry -> assertThat(entry.model().contextTokens()).isEqualTo(128_000));
        assertThat(catalog.find(ModelRef.of("nobody/gpt-5.6"))).isEmpty();
    }

    @Test
    void aCallOfAnUnknownProviderFailsWithoutLeavingTheHouse() {
        HttpModelClient client =
                new HttpModelClient(new ModelCatalog(List.of(SCRIPTED), null), List.of());
        ModelOutcome outcome =
                client.call(new Talk("nobody/m").user("hi").request(), _ -> {}, new Cancellation());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ModelOutcome.Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(ErrorKind.CONFIG);
                            assertThat(failed.retryable()).isFalse();
                        });
    }

    @Test
    void everyProviderListsItsModelsUnderItsOwnName() {
        ModelCatalog catalog =
                new ModelCatalog(
                        List.of(
                                Providers.anthropic("k", "http://localhost:1/"),
                                Providers.openai("k", null),
                                Providers.google("k", null)),
                        null);
        assertThat(catalog.models())
                .extracting(entry -> entry.ref().provider())
                .contains("anthropic", "openai", "google");
        assertThat(catalog.models()).allMatch(entry -> entry.model().vision());
    }

    @Test
    void aProviderNeverShowsItsKeyAndWantsARealUrl() {
        assertThat(Providers.anthropic("sk-secret", null).toString()).doesNotContain("sk-secret");
        assertThatThrownBy(() -> Providers.openaiCompatible("localhost:8000/v1", null, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'localhost:8000/v1'");
    }
}
