package dev.mainspring.chat;

import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.ChatGoneException;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.Interruptions;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.OutboxEntry;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries what happened to a chat to its sub-agents, and back: each entry is taken off the outbox
 * in the transaction of the chat it is for, so it takes effect once.
 */
@Component
class AgentRelay {

    private static final Logger log = LoggerFactory.getLogger(AgentRelay.class);

    private final ChatTransactions transactions;
    private final ChatRows chats;
    private final AgentRows agents;
    private final AgentOrders orders;
    private final Interruptions interruptions;
    private final Outbox outbox;

    AgentRelay(
            ChatTransactions transactions,
            ChatRows chats,
            AgentRows agents,
            AgentOrders orders,
            Interruptions interruptions,
            Outbox outbox) {
        this.transactions = transactions;
        this.chats = chats;
        this.agents = agents;
        this.orders = orders;
        this.interruptions = interruptions;
        this.outbox = outbox;
    }

    /** Stops a sub-agent, since its parent was stopped. */
    void stop(OutboxEntry entry) {
        once(
                entry,
                tx -> {
                    if (tx.chat().archivedAt() == null) {
                        UUID interrupt = UUID.fromString(argument(entry));
                        interruptions.request(tx, interrupt, InterruptRows.Reason.STOP);
                    }
                });
    }

    /** Closes a sub-agent if its parent is archived, else takes back what was closed with it. */
    void shelve(OutboxEntry entry) {
        Instant at = Instant.parse(argument(entry));
        once(
                entry,
                tx -> {
                    ChatId parent = Objects.requireNonNull(tx.chat().parentChatId());
                    boolean archived =
                            chats.find(parent).filter(it -> it.archivedAt() != null).isPresent();
                    if (archived) {
                        orders.close(tx, at);
                    } else if (at.equals(tx.chat().archivedAt())) {
                        new ChatSettings(tx).unarchive();
                    }
                });
    }

    /** Tells a chat's clients, and then its run, that a sub-agent has ended a turn. */
    void ended(OutboxEntry entry) {
        ChatId agent = ChatId.of(argument(entry));
        once(
                entry,
                tx -> {
                    agents.find(tx.chat().id(), agent).ifPresent(row -> tx.event(finished(row)));
                    tx.outbox(Outbox.Kind.AGENT_FINISHED, tx.chat().id().value(), agent.toString());
                });
    }

    private static ChatEvent finished(AgentRow row) {
        AgentState state = row.state();
        return new ChatEvent.AgentFinished(
                row.id(),
                row.chat().title(),
                state,
                row.turn() == null ? null : row.turn().stopReason());
    }

    private void once(OutboxEntry entry, Consumer<ChatTx> effect) {
        try {
            transactions.in(
                    new ChatId(entry.key()),
                    tx -> {
                        boolean ours = outbox.take(entry.id());
                        if (ours) {
                            effect.accept(tx);
                        }
                        return ours;
                    });
        } catch (ChatGoneException e) {
            log.info("{}: {}", entry.kind(), e.getMessage());
        }
    }

    private static String argument(OutboxEntry entry) {
        return Objects.requireNonNull(entry.argument());
    }
}
