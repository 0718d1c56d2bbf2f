package dev.mainspring.activities.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.NewChat;
import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.testing.ProductTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that died between a sub-agent's row and the receipt of its call. */
@ProductTest
class LostSpawnTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Autowired Chats chats;
    @Autowired ChatStreams streams;
    @Autowired AgentOrders orders;
    @Autowired AgentRows agents;
    @Autowired AgentTurns turns;
    @Autowired ChatTransactions transactions;
    @Autowired JdbcClient jdbc;

    @Test
    void anAgentWhoseCallWasCancelledDoesNotWork() throws InterruptedException {
        UserId person =
                jdbc.sql("select id from app_user order by created_at limit 1")
                        .query((row, n) -> new UserId(row.getObject("id", UUID.class)))
                        .single();
        ChatId chat = chats.create(person, NewChat.of("hello")).id();
        ToolCallId call = ToolCallId.random();
        ChatId agent =
                orders.spawn(
                        chat,
                        new AgentOrders.Order(call, "work", "Lost", AgentType.GENERAL, null, null));
        assertThat(agents.find(chat, agent).map(AgentRow::state)).contains(AgentState.QUEUED);
        transactions.in(
                chat,
                tx -> {
                    turns.announce(tx, spawn(chat, call), ToolState.CANCELLED, true);
                    return true;
                });
        try (var follower = streams.follow(person, chat, 0)) {
            Instant deadline = Instant.now().plus(LIMIT);
            while (follower.next(Duration.ofSeconds(1)).stream()
                    .noneMatch(it -> it.event() instanceof ChatEvent.AgentFinished)) {
                assertThat(Instant.now()).isBefore(deadline);
            }
        }
        assertThat(agents.find(chat, agent).map(AgentRow::state)).contains(AgentState.STOPPED);
    }

    private static ToolCallRows.Call spawn(ChatId chat, ToolCallId id) {
        return new ToolCallRows.Call(
                id,
                chat,
                TurnId.random(),
                BranchId.random(),
                1,
                0,
                1,
                "c",
                AgentOrders.SPAWN,
                ToolClass.ORCHESTRATION,
                "spawn",
                Json.MAPPER.createObjectNode(),
                ToolState.STARTED,
                null,
                null,
                null,
                List.of(),
                false,
                Instant.EPOCH,
                null,
                null);
    }
}
