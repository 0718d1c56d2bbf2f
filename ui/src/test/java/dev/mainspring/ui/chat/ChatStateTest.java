package dev.mainspring.ui.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ChatEvent.QueueEntry;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatStateTest {

    private static final Instant T1 = Instant.parse("2026-11-22T00:00:01Z");
    private static final Instant T2 = T1.plusSeconds(1);

    private final ChatState state = new ChatState();

    @Test
    void theWaitBeganWithTheNewestMessageThenWithWhatCameNext() {
        state.readUpTo(T2);
        state.readUpTo(T1);
        assertThat(state.doing(List.of(), false).since()).isEqualTo(T2);
        state.next(T1);
        assertThat(state.doing(List.of(), false).since()).isEqualTo(T1);
    }

    @Test
    void aSummaryEndsWithTheNextStepOrWithTheTurn() {
        state.compacting(T1);
        state.now(ChatStatus.RUNNING, null, false);
        assertThat(state.doing(List.of(), false).compacting()).isTrue();
        state.next(T2);
        assertThat(state.doing(List.of(), false).compacting()).isFalse();
        state.compacting(T2);
        state.now(ChatStatus.IDLE, null, false);
        assertThat(state.doing(List.of(), false).compacting()).isFalse();
    }

    @Test
    void aLoneMessageWhoseTurnBeginsDoesNotWait() {
        QueueEntry entry = new QueueEntry(MessageId.random(), Delivery.STEER, "go", false, null);
        state.waiting(List.of(entry));
        state.now(ChatStatus.QUEUED, null, false);
        assertThat(state.waiting()).isEmpty();
        state.waiting(List.of(entry, entry));
        assertThat(state.waiting()).hasSize(2);
        state.waiting(List.of(entry));
        state.now(ChatStatus.RUNNING, null, true);
        assertThat(state.waiting()).hasSize(1);
        assertThat(state.held()).isTrue();
    }
}
