package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.model.ModelClient;
import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.ModelCallRows;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gives a chat a better title than its first words, once the agent has answered. */
@Component
class Titles {

    private static final Logger log = LoggerFactory.getLogger(Titles.class);

    private static final int SHOWN_MESSAGES = 20;

    private final ChatRows chats;
    private final ChatTransactions transactions;
    private final MessageRows messages;
    private final ModelCallRows modelCalls;
    private final ModelClient client;
    private final SideModels models;
    private final Clock clock;

    Titles(
            ChatRows chats,
            ChatTransactions transactions,
            MessageRows messages,
            ModelCallRows modelCalls,
            ModelClient client,
            SideModels models,
            Clock clock) {
        this.chats = chats;
        this.transactions = transactions;
        this.messages = messages;
        this.modelCalls = modelCalls;
        this.client = client;
        this.models = models;
        this.clock = clock;
    }

    /** Whether the chat rests after an answer and nobody has named it yet. */
    boolean isDue(ChatRow chat) {
        return !chat.options().titled()
                && chat.parentChatId() == null
                && chat.status() == ChatStatus.IDLE
                && chat.stopReason() == StopReason.END_TURN
                && models.writesTitles(chat.model());
    }

    /** Names it; a model that cannot is not asked again. Nothing is thrown for its failure. */
    void write(ChatRow chat, Cancellation cancellation) {
        Optional<String> text = TitleRequest.of(ends(chat.branchId()));
        if (!isDue(chat) || text.isEmpty()) {
            return;
        }
        ModelRef model = models.inOrder(chat.model()).getFirst();
        Instant begun = clock.instant();
        ModelOutcome outcome =
                client.call(
                        SideRequest.of(chat, model, TitleRequest.SYSTEM, text.get()),
                        delta -> {},
                        cancellation);
        switch (outcome) {
            case ModelOutcome.Answered answer -> store(chat, model, answer, begun);
            case ModelOutcome.Interrupted stopped -> {
                // The next rest asks again.
            }
            case ModelOutcome.Failed failed -> {
                log.warn("chat {} not named by {}: {}", chat.id(), model, failed.message());
                if (!failed.retryable()) {
                    transactions.in(
                            chat.id(),
                            tx -> {
                                new ChatSettings(tx).titled();
                                return true;
                            });
                }
            }
        }
    }

    /** The first words are at the beginning, or the agent's only ones at the end of its work. */
    private List<Message> ends(BranchId branch) {
        List<Message> path = new ArrayList<>(messages.after(branch, 0, SHOWN_MESSAGES));
        path.addAll(messages.before(branch, Integer.MAX_VALUE, 1));
        return path;
    }

    private void store(ChatRow chat, ModelRef model, ModelOutcome.Answered answer, Instant begun) {
        transactions.in(
                chat.id(),
                tx -> {
                    store(tx, SideRequest.text(answer));
                    if (tx.chat().turnId() != null) {
                        modelCalls.insert(
                                tx,
                                tx.chat().turnId(),
                                0,
                                model,
                                "answered",
                                answer.usage(),
                                begun);
                    }
                    return true;
                });
    }

    /** A title that a person has set meanwhile stays. */
    private static void store(ChatTx tx, String answer) {
        if (tx.chat().options().titled()) {
            return;
        }
        ChatSettings settings = new ChatSettings(tx);
        TitleRequest.read(answer).ifPresentOrElse(settings::title, settings::titled);
    }
}
