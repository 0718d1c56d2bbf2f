package dev.mainspring.store;

import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StopReason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sub-agent: a chat that works for another one.
 *
 * @param turn its newest; absent before the first
 * @param call one line about a tool call that runs now
 */
public record AgentRow(ChatRow chat, @Nullable Turn turn, @Nullable String call) {

    /**
     * A sub-agent's newest turn.
     *
     * @param stopReason absent while it runs
     */
    public record Turn(
            Instant startedAt, @Nullable Instant endedAt, @Nullable StopReason stopReason) {

        public boolean running() {
            return endedAt == null;
        }
    }

    public ChatId id() {
        return chat.id();
    }

    public ChatId parent() {
        return Objects.requireNonNull(chat.parentChatId());
    }

    public AgentType type() {
        AgentType type = chat.options().agent();
        return type == null ? AgentType.GENERAL : type;
    }

    public AgentState state() {
        return switch (chat.status()) {
            case RUNNING, RETRYING, INTERRUPTING -> AgentState.RUNNING;
            case AWAITING_APPROVAL, AWAITING_ANSWER, PAUSED -> AgentState.WAITING;
            case QUEUED -> turnRuns() ? AgentState.RUNNING : AgentState.QUEUED;
            case IDLE -> finished() ? AgentState.FINISHED : AgentState.STOPPED;
            case ERROR -> AgentState.FAILED;
            case ARCHIVED -> AgentState.CLOSED;
        };
    }

    /** Whether its turn is not over yet; a closed one may still be ending. */
    public boolean turnRuns() {
        return turn != null && turn.running();
    }

    private boolean finished() {
        return turn != null && turn.stopReason() != StopReason.INTERRUPTED;
    }

    /** What it does at this moment, in words; empty where it does nothing. */
    public String doing() {
        return switch (chat.status()) {
            case RUNNING -> call == null ? "calling the model" : call;
            case RETRYING -> "waiting to call the model again";
            case INTERRUPTING -> "stopping";
            case AWAITING_APPROVAL -> "waiting for an approval";
            case AWAITING_ANSWER -> "waiting for an answer";
            case PAUSED -> "paused";
            case QUEUED -> turnRuns() ? "starting" : "waiting for a place";
            case IDLE, ERROR, ARCHIVED -> "";
        };
    }
}
