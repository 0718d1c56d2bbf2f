package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * What happens to a chat happens to its sub-agents. A transaction touches one chat, so theirs are
 * noted in the outbox and follow the commit.
 */
@Component
public class AgentCascade {

    private final AgentRows agents;

    AgentCascade(AgentRows agents) {
        this.agents = agents;
    }

    /** Stops every sub-agent that is at work or waits for a place. */
    public void stop(ChatTx tx) {
        agents.of(tx.chat().id()).stream()
                .filter(it -> !it.state().ended())
                .forEach(it -> stop(tx, it.id()));
    }

    /** Stops one of the chat's sub-agents. */
    public void stop(ChatTx tx, ChatId agent) {
        String interrupt = AgentOrders.named("stop " + agent + " " + tx.now()).toString();
        tx.outbox(Outbox.Kind.STOP_AGENT, agent.value(), interrupt);
    }

    /** Has the sub-agents closed with their archived chat, or taken back with it. */
    public void shelve(ChatTx tx, Instant archivedAt) {
        agents.of(tx.chat().id())
                .forEach(it ->
                        tx.outbox(
                                Outbox.Kind.SHELVE_AGENT, it.id().value(), archivedAt.toString()));
    }

    /** Has a sub-agent's parent told that it waits for a place no more; another may take it. */
    public void left(ChatTx tx) {
        ChatId parent = tx.chat().parentChatId();
        if (parent != null) {
            ended(tx, parent, 1);
        }
    }

    /**
     * Has the parent told that this sub-agent's turn has ended, and wakes who waits for a place.
     */
    public void ended(ChatTx tx, ChatId parent, int places) {
        tx.outbox(Outbox.Kind.AGENT_ENDED, parent.value(), tx.chat().id().toString());
        agents.lockPlaces(parent);
        agents.queued(parent, places).stream()
                .filter(id -> !id.equals(tx.chat().id()))
                .forEach(id -> tx.outbox(Outbox.Kind.WAKE, id.value(), null));
    }
}
