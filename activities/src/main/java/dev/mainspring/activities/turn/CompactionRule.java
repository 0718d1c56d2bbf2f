package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ContextSize;
import dev.mainspring.store.TurnRows.Turn;
import org.springframework.stereotype.Component;

/** Tells when a conversation is to be summarised before the next model call. */
@Component
class CompactionRule {

    private final ContextSize size;
    private final SideModels models;

    CompactionRule(ContextSize size, SideModels models) {
        this.size = size;
        this.models = models;
    }

    /** A person asked for it, or the next request comes near the model's limit. */
    boolean isDue(ChatTx tx, Turn turn) {
        long most = models.config(tx.chat().model()).compactAtTokens();
        return tx.chat().options().compactAsked()
                || (size.tokens(tx, turn.branchId()) > most
                        && !size.justSummarised(turn.branchId()));
    }
}
