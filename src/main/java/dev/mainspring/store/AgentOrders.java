package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.ToolCallId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a chat's agent has done by sub-agents. Each order may be given again without effect. */
@Component
public class AgentOrders {

    /** The name of the tool whose calls make sub-agents. */
    public static final String SPAWN = "spawn_agent";

    /**
     * A sub-agent to be made.
     *
     * @param call of the tool that asks for it
     * @param title at most 200 characters
     * @param model absent: the parent's
     * @param effort absent: the parent's
     */
    public record Order(
            ToolCallId call,
            String prompt,
            String title,
            AgentType type,
            @Nullable ModelRef model,
            @Nullable ReasoningEffort effort) {}

    private final ChatTransactions transactions;
    private final ChatRows chats;
    private final Incoming incoming;
    private final QueueRows queue;
    private final Interruptions interruptions;
    private final Clock clock;

    AgentOrders(
            ChatTransactions transactions,
            ChatRows chats,
            Incoming incoming,
            QueueRows queue,
            Interruptions interruptions,
            Clock clock) {
        this.transactions = transactions;
        this.chats = chats;
        this.incoming = incoming;
        this.queue = queue;
        this.interruptions = interruptions;
        this.clock = clock;
    }

    /** The id of the sub-agent that a call makes: the same for every attempt of the call. */
    public static ChatId idOf(ToolCallId call) {
        return new ChatId(named("agent " + call));
    }

    /**
     * Makes a sub-agent's chat. Its workflow is started by the parent's, or by the reconciler.
     *
     * @throws OrderRefusedException if the parent is archived
     */
    public ChatId spawn(ChatId parent, Order order) {
        ChatRow boss = chats.find(parent).orElseThrow(() -> new ChatGoneException(parent));
        if (boss.archivedAt() != null) {
            throw new OrderRefusedException("this chat is archived");
        }
        ChatRow agent = row(boss, order, clock.instant());
        List<Part> prompt = List.of(new Part.Text(order.prompt()));
        transactions.create(
                agent,
                tx -> {
                    incoming.begin(tx, new MessageId(named("prompt " + agent.id())), prompt);
                    return true;
                });
        return agent.id();
    }

    /**
     * Sends a sub-agent a message; the same call again sends nothing.
     *
     * @throws OrderRefusedException if it is closed
     */
    public void message(ChatId agent, ToolCallId call, Delivery delivery, String text) {
        MessageId id = new MessageId(named("message " + call));
        transactions.in(
                agent,
                tx -> {
                    if (queue.find(id).isPresent()) {
                        return false;
                    }
                    if (tx.chat().status() == ChatStatus.ARCHIVED) {
                        throw new OrderRefusedException("agent " + agent + " is closed");
                    }
                    incoming.accept(tx, id, delivery, List.of(new Part.Text(text)), "agent");
                    return true;
                });
    }

    /** Stops a sub-agent with its running commands and closes it; its transcript stays. */
    public void close(ChatId agent) {
        transactions.in(agent, tx -> close(tx, tx.now()));
    }

    /**
     * Closes a sub-agent in its transaction.
     *
     * @param at what is noted as the time, so that who closed it knows it again
     */
    public boolean close(ChatTx tx, Instant at) {
        if (tx.chat().archivedAt() != null) {
            return false;
        }
        UUID interrupt = UUID.randomUUID();
        interruptions.request(tx, interrupt, InterruptRows.Reason.STOP);
        tx.holdQueue(true);
        new ChatSettings(tx).archive(at);
        tx.outbox(Outbox.Kind.ARCHIVE, tx.chat().id().value(), null);
        return true;
    }

    private static ChatRow row(ChatRow boss, Order order, Instant now) {
        return new ChatRow(
                idOf(order.call()),
                boss.ownerId(),
                order.title(),
                ChatStatus.IDLE,
                null,
                null,
                order.model() == null ? boss.model() : order.model(),
                order.effort() == null ? boss.effort() : order.effort(),
                boss.systemPrompt(),
                null,
                null,
                boss.id(),
                BranchId.random(),
                null,
                Map.of(),
                boss.options().withAgent(order.type()),
                false,
                false,
                0,
                0,
                null,
                "agent",
                now,
                now,
                null);
    }

    static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
