package dev.mainspring.ui.chat;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.ui.tool.ToolCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an open chat does and what waits for it, as far as its page was told. */
final class ChatState {

    private ChatStatus status = ChatStatus.IDLE;
    private @Nullable TurnError error;
    private Instant since = Instant.EPOCH;
    private List<ChatEvent.QueueEntry> waiting = List.of();
    private boolean held;
    private boolean compacting;

    ChatStatus status() {
        return status;
    }

    boolean held() {
        return held;
    }

    /** The next part of the work began: a message is there, a step begins. */
    void next(Instant at) {
        since = at;
        compacting = false;
    }

    /** The conversation is being summarised. */
    void compacting(Instant at) {
        since = at;
        compacting = true;
    }

    /** The newest message read; what is known already is known better. */
    void readUpTo(Instant at) {
        if (since.equals(Instant.EPOCH)) {
            since = at;
        }
    }

    void waiting(List<ChatEvent.QueueEntry> entries) {
        waiting = entries;
    }

    /**
     * The status as it is now.
     *
     * @param queueHeld whether what waits is held back
     */
    void now(ChatStatus now, @Nullable TurnError why, boolean queueHeld) {
        status = now;
        error = why;
        held = queueHeld;
        compacting = compacting && !now.atRest();
    }

    /** A message was accepted, and its turn is to begin. */
    void queued(Instant at) {
        since = at;
    }

    /** What waits; a lone message whose turn is about to begin does not. */
    List<ChatEvent.QueueEntry> waiting() {
        boolean starting = status == ChatStatus.QUEUED && waiting.size() == 1;
        return starting ? List.of() : waiting;
    }

    /**
     * For the status line.
     *
     * @param writing whether the model's answer is coming in
     */
    StatusLine.Doing doing(List<ToolCard> running, boolean writing) {
        return new StatusLine.Doing(status, error, running, writing, compacting, since);
    }
}
