package dev.mainspring.chat;

import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.store.AgentRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A sub-agent as people and clients see it. Its transcript is that of the chat with its id.
 *
 * @param doing what it does at this moment, in words; null where it does nothing
 * @param startedAt when its newest turn began; null before the first
 * @param endedAt when its newest turn ended; null while it runs
 */
public record AgentView(
        ChatId id,
        ChatId parentChatId,
        String title,
        AgentType agentType,
        AgentState state,
        ModelRef model,
        @Nullable String doing,
        @Nullable StopReason stopReason,
        @Nullable TurnError error,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Instant createdAt) {

    static AgentView of(AgentRow row) {
        AgentRow.Turn turn = row.turn();
        return new AgentView(
                row.id(),
                row.parent(),
                row.chat().title(),
                row.type(),
                row.state(),
                row.chat().model(),
                row.doing().isEmpty() ? null : row.doing(),
                turn == null ? null : turn.stopReason(),
                row.chat().error(),
                turn == null ? null : turn.startedAt(),
                turn == null ? null : turn.endedAt(),
                row.chat().createdAt());
    }
}
