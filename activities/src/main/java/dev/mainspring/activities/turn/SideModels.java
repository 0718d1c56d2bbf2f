package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelConfig;
import dev.mainspring.conversation.ModelRef;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models and their limits; which of them does the work around a conversation.
 *
 * @param cheap writes summaries and titles; null where none is set: the chat's own does it
 */
public record SideModels(ModelCatalog catalog, @Nullable ModelRef cheap) {

    /** Whose turn it is to be asked, the next where one fails for good. */
    List<ModelRef> inOrder(ModelRef own) {
        return cheap == null ? List.of(own) : Stream.of(cheap, own).distinct().toList();
    }

    /** Limits of a model; those of an unlisted one where its provider is gone. */
    public ModelConfig config(ModelRef model) {
        return catalog.find(model)
                .map(ModelCatalog.Entry::model)
                .orElseGet(() -> ModelConfig.unlisted(model.model(), Duration.ZERO));
    }

    /** Whether titles are worth a call: the scripted model has none to give. */
    boolean writesTitles(ModelRef own) {
        return cheap != null || !own.provider().equals(ModelCatalog.SCRIPTED);
    }
}
