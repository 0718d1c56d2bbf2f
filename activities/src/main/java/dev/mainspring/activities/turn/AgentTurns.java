package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.AgentCascade;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ToolCallRows;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What turns have to do with sub-agents: who may begin, who must be told, whom a call made. */
@Component
class AgentTurns {

    private final AgentRows agents;
    private final AgentCascade cascade;
    private final AgentLimits limits;

    AgentTurns(AgentRows agents, AgentCascade cascade, AgentLimits limits) {
        this.agents = agents;
        this.cascade = cascade;
        this.limits = limits;
    }

    /** Whether a turn may begin; a sub-agent waits while too many of its parent's are at work. */
    boolean mayBegin(ChatTx tx) {
        ChatId parent = tx.chat().parentChatId();
        if (parent == null) {
            return true;
        }
        agents.lockPlaces(parent);
        return agents.ahead(tx.chat()) < limits.atOnce();
    }

    /** Tells a sub-agent's parent that a turn has ended; its place is free for the next. */
    void ended(ChatTx tx) {
        ChatId parent = tx.chat().parentChatId();
        if (parent != null) {
            cascade.ended(tx, parent, limits.atOnce());
        }
    }

    /** The sub-agents that a call made, whose workflows must be started; absent for other calls. */
    static @Nullable List<ChatId> madeBy(ToolCallRows.Call call, ToolState state) {
        return call.name().equals(AgentOrders.SPAWN) && state == ToolState.FINISHED
                ? List.of(AgentOrders.idOf(call.id()))
                : null;
    }

    /**
     * Tells clients of a sub-agent in the transaction of its call's receipt. One whose call came to
     * nothing else, since its attempt died, is stopped: nobody would know of it.
     */
    void announce(ChatTx tx, ToolCallRows.Call call, ToolState state, boolean stopping) {
        if (!call.name().equals(AgentOrders.SPAWN)) {
            return;
        }
        AgentRow agent = agents.find(tx.chat().id(), AgentOrders.idOf(call.id())).orElse(null);
        if (agent == null) {
            return;
        }
        tx.event(
                new ChatEvent.AgentSpawned(
                        agent.id(), call.id(), agent.chat().title(), agent.type()));
        if (stopping || state != ToolState.FINISHED) {
            cascade.stop(tx, agent.id());
        }
    }
}
