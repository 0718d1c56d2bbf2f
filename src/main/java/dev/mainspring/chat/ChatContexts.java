package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ContextSize;
import dev.mainspring.store.EventRows;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.TurnRows;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What a chat's model has to read, and how a person has it summarised. */
@Service
public class ChatContexts {

    /**
     * Of the context, at the least, a person's wish must be able to save: a summary costs a call of
     * the model, and the model forgets details.
     */
    private static final int LEAST_SAVED_PERCENT = 20;

    private static final int ALL_PERCENT = 100;

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final ContextSize size;
    private final TurnRows turns;
    private final ModelDirectory models;
    private final Chats chats;
    private final EventRows events;

    ChatContexts(
            ChatAccess access,
            ChatTransactions transactions,
            ContextSize size,
            TurnRows turns,
            ModelDirectory models,
            Chats chats,
            EventRows events) {
        this.access = access;
        this.transactions = transactions;
        this.size = size;
        this.turns = turns;
        this.models = models;
        this.chats = chats;
        this.events = events;
    }

    /**
     * How full a model's context is.
     *
     * @param tokens of the next request, about
     * @param limitTokens what the model can read
     * @param compactAtTokens from which on the conversation is summarised by itself
     * @param canCompact whether a summary now would save enough to be worth its call
     */
    public record Fill(long tokens, long limitTokens, long compactAtTokens, boolean canCompact) {}

    /** How full the context of the chat's model is. */
    public Fill fill(UserId user, ChatId id) {
        ChatRow chat = access.require(user, id);
        return fill(chat, size.tokens(chat.branchId()));
    }

    private Fill fill(ChatRow chat, long tokens) {
        ModelDirectory.Limits limits = models.limits(chat.model());
        long kept =
                ContextSize.PREAMBLE_TOKENS + ModelContext.mostKeptTokens(limits.contextTokens());
        boolean worthIt = (tokens - kept) * ALL_PERCENT >= tokens * LEAST_SAVED_PERCENT;
        return new Fill(
                tokens,
                limits.contextTokens(),
                limits.compactAtTokens(),
                worthIt && !size.justSummarised(chat.branchId()));
    }

    /** When the model began the summary it writes at this moment; empty where it writes none. */
    public Optional<Instant> compactingSince(UserId user, ChatId id) {
        return access.require(user, id).busy() ? events.compactingSince(id) : Optional.empty();
    }

    /**
     * Has the conversation summarised: at once where the chat rests, at the next step boundary
     * where it is at work. A turn that failed is taken up again after it. Asking twice is asking
     * once.
     *
     * @throws ProblemException not_found, chat_archived, or nothing_to_compact
     */
    public ChatView compact(UserId user, ChatId id) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    compact(tx);
                    return true;
                });
        return chats.get(user, id);
    }

    private void compact(ChatTx tx) {
        ChatRow chat = tx.chat();
        if (chat.options().compactAsked()) {
            return;
        }
        if (chat.status() == ChatStatus.ARCHIVED) {
            throw new ProblemException(
                    ProblemCode.CHAT_ARCHIVED,
                    "chat " + chat.id() + " is archived; take it back first");
        }
        requireEnough(tx);
        new ChatSettings(tx).options(chat.options().withCompactAsked(true));
        switch (chat.status()) {
            case IDLE -> begin(tx);
            case ERROR -> {
                turns.reopen(turns.find(chat.turnId()).orElseThrow().id());
                tx.holdQueue(false);
                begin(tx);
            }
            case QUEUED,
                    RUNNING,
                    RETRYING,
                    INTERRUPTING,
                    AWAITING_APPROVAL,
                    AWAITING_ANSWER,
                    PAUSED,
                    ARCHIVED -> {
                // The next step boundary hears of it.
            }
        }
    }

    private static void begin(ChatTx tx) {
        tx.status(ChatStatus.QUEUED, null, null);
        tx.outbox(Outbox.Kind.WAKE, tx.chat().id().value(), null);
    }

    private void requireEnough(ChatTx tx) {
        ChatRow chat = tx.chat();
        Fill fill = fill(chat, size.tokens(tx, chat.branchId()));
        if (!fill.canCompact()) {
            throw new ProblemException(
                    ProblemCode.NOTHING_TO_COMPACT,
                    "a summary would save less than %d %% of the %d tokens of chat %s"
                            .formatted(LEAST_SAVED_PERCENT, fill.tokens(), chat.id()));
        }
    }
}
