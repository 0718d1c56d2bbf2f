package dev.mainspring.chat;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.AgentCascade;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Incoming;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.TurnRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What waits to be read by the agent. Whoever changes a message and the agent who takes it do so
 * under the lock of the chat's row: the later one is told not_queued, or reads what was changed.
 */
@Service
public class ChatQueue {

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final QueueRows queue;
    private final TurnRows turns;
    private final Incoming incoming;
    private final AgentCascade agents;
    private final Chats chats;

    ChatQueue(
            ChatAccess access,
            ChatTransactions transactions,
            QueueRows queue,
            TurnRows turns,
            Incoming incoming,
            AgentCascade agents,
            Chats chats) {
        this.access = access;
        this.transactions = transactions;
        this.queue = queue;
        this.turns = turns;
        this.incoming = incoming;
        this.agents = agents;
        this.chats = chats;
    }

    /** What waits, in the order in which it will be read. */
    public List<ChatEvent.QueuedMessage> list(UserId user, ChatId id) {
        access.require(user, id);
        return queue.waiting(id).stream().map(QueueRows.Item::view).toList();
    }

    /** What waits, in short. */
    public List<ChatEvent.QueueEntry> entries(UserId user, ChatId id) {
        access.require(user, id);
        return queue.waiting(id).stream().map(QueueRows.Item::entry).toList();
    }

    /**
     * A message that waits.
     *
     * @throws ProblemException not_found, not_queued
     */
    public ChatEvent.QueuedMessage get(UserId user, ChatId id, MessageId message) {
        access.require(user, id);
        return waiting(id, message).view();
    }

    /**
     * Changes what a waiting message says, or where it stands.
     *
     * @param text replaces its text; what else it holds stays
     * @param position from 1; beyond the last of its delivery it is the last of them
     * @throws ProblemException not_found, not_queued, invalid_request, payload_too_large,
     *     queue_full
     */
    public ChatEvent.QueuedMessage change(
            UserId user,
            ChatId id,
            MessageId message,
            @Nullable String text,
            @Nullable Integer position) {
        access.require(user, id);
        if (position != null && position < 1) {
            throw ProblemException.invalid("position", "is " + position + ", must be at least 1");
        }
        return transactions.in(
                id,
                tx -> {
                    QueueRows.Item item = waiting(tx, message);
                    if (text != null) {
                        write(tx, item, text);
                    }
                    if (position != null) {
                        queue.place(tx, message, position);
                    }
                    queue.announce(tx);
                    return queue.find(message).orElseThrow().view();
                });
    }

    private void write(ChatTx tx, QueueRows.Item item, String text) {
        QueueRows.Load before = queue.load(item.chatId());
        queue.write(tx, item.id(), withText(item, text));
        QueueRows.Load after = queue.load(item.chatId());
        if (after.bytes() > before.bytes()) {
            Chats.requireRoom(item.chatId(), after);
        }
    }

    private static List<Part> withText(QueueRows.Item item, String text) {
        if (item.parts().isEmpty()) {
            throw ProblemException.invalid(
                    "text", "cannot be given to what is no message, but asks for another answer");
        }
        List<Part> parts = new ArrayList<>(List.of(new Part.Text(text)));
        item.parts().stream().filter(part -> !(part instanceof Part.Text)).forEach(parts::add);
        MessageRules.check("text", parts);
        return parts;
    }

    /**
     * Has the agent read a waiting message at its next step, or now if it rests; what a stop held
     * back goes on after it.
     *
     * @throws ProblemException not_found, not_queued, chat_archived
     */
    public ChatView promote(UserId user, ChatId id, MessageId message) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    QueueRows.Item item = waiting(tx, message);
                    requireOpen(tx);
                    queue.promote(tx, message);
                    queue.announce(tx);
                    incoming.goOn(tx, queue.find(item.id()).orElseThrow().delivery());
                    return true;
                });
        return chats.get(user, id);
    }

    /**
     * Takes a waiting message back.
     *
     * @throws ProblemException not_found, or not_queued if the agent has it already
     */
    public void takeBack(UserId user, ChatId id, MessageId message) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    queue.moveTo(tx, waiting(tx, message).id(), "deleted");
                    queue.announce(tx);
                    settle(tx);
                    return true;
                });
    }

    /** A chat that was about to start on its only message has nothing to do any more. */
    private void settle(ChatTx tx) {
        if (tx.status() == ChatStatus.QUEUED
                && queue.waiting(tx.chat().id()).isEmpty()
                && turns.find(tx.turn()).filter(TurnRows.Turn::running).isEmpty()) {
            tx.status(ChatStatus.IDLE, null, null);
            agents.left(tx);
        }
    }

    /**
     * Lets the messages go on that a stop or an error held back.
     *
     * @throws ProblemException chat_archived
     */
    public ChatView resume(UserId user, ChatId id) {
        access.require(user, id);
        transactions.in(
                id,
                tx -> {
                    requireOpen(tx);
                    if (queue.waiting(id).isEmpty()) {
                        tx.holdQueue(false);
                    } else {
                        incoming.goOn(tx, Delivery.QUEUE);
                    }
                    return true;
                });
        return chats.get(user, id);
    }

    private QueueRows.Item waiting(ChatTx tx, MessageId message) {
        return waiting(tx.chat().id(), message);
    }

    private QueueRows.Item waiting(ChatId chat, MessageId message) {
        QueueRows.Item item =
                queue.find(message)
                        .filter(it -> it.chatId().equals(chat))
                        .orElseThrow(() -> ProblemException.notFound("message", message));
        if (!item.state().equals("queued")) {
            throw new ProblemException(
                    ProblemCode.NOT_QUEUED, "message " + message + " is " + item.state());
        }
        return item;
    }

    private static void requireOpen(ChatTx tx) {
        if (tx.chat().status() == ChatStatus.ARCHIVED) {
            throw ProblemException.archived(tx.chat().id());
        }
    }
}
