package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.testing.ProductTest;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person's verbs do to a chat at work: real Temporal, database and workspace. */
@ProductTest
class VerbsTest {

    @Autowired Conversation talk;

    @Test
    void aMessageIsAnswered() throws InterruptedException {
        ChatId chat = talk.begin("good morning");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(talk.said(chat))
                .containsExactly("user: good morning", "assistant: You said good morning.");
        assertThat(view.usage().outputTokens()).isPositive();
    }

    @Test
    void aStopKeepsTheTextSoFar() throws InterruptedException {
        ChatId chat = talk.begin("slow text");
        talk.awaitEvent(chat, ChatEvent.MessageDelta.class::isInstance);
        talk.stop(chat);
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        assertThat(talk.said(chat)).hasSize(2);
        String answer = talk.said(chat).getLast();
        assertThat("assistant: One two three four five")
                .startsWith(answer.substring(0, Math.min(13, answer.length())));
        assertThat(answer).doesNotContain("twenty-eight");
    }

    @Test
    void aStopEndsTheRunningCommand() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        talk.stop(chat);
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.stopReason()).isEqualTo(StopReason.INTERRUPTED);
        talk.assertWhole(chat);
        Part.ToolResult result =
                (Part.ToolResult) talk.transcript(chat).getLast().parts().getFirst();
        assertThat(result.isError()).isTrue();
    }

    @Test
    void aStopHoldsTheQueueUntilTheNextMessage() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        talk.send(chat, "say later", Delivery.QUEUE);
        talk.stop(chat);
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.queueHeld()).isTrue();
        talk.send(chat, "say now", Delivery.QUEUE);
        talk.awaitEvent(chat, it -> isAnswer(it, "You said now."));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat))
                .contains("assistant: You said later.", "assistant: You said now.");
    }

    @Test
    void aSteeringMessageIsReadBeforeTheNextModelCall() throws InterruptedException {
        ChatId chat = talk.begin("two runs sleep 1");
        talk.awaitToolStarted(chat);
        talk.send(chat, "mind the gap", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<String> said = talk.said(chat);
        assertThat(said).containsSubsequence("user: mind the gap", "assistant: Ran both.");
        assertThat(talk.transcript(chat).stream().map(m -> m.turnId()).distinct()).hasSize(1);
        talk.assertWhole(chat);
    }

    @Test
    void aQueuedMessageIsReadWhenTheTurnHasEnded() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 1");
        talk.awaitToolStarted(chat);
        talk.send(chat, "say and then", Delivery.QUEUE);
        talk.awaitEvent(chat, it -> isAnswer(it, "You said and then."));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat))
                .containsSubsequence(
                        "assistant: Ran it.",
                        "user: say and then",
                        "assistant: You said and then.");
        assertThat(talk.transcript(chat).stream().map(m -> m.turnId()).distinct()).hasSize(2);
    }

    @Test
    void anInterruptingMessageEndsTheStepAndIsReadAtOnce() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        talk.send(chat, "say never mind", Delivery.INTERRUPT);
        talk.awaitEvent(chat, it -> isAnswer(it, "You said never mind."));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.assertWhole(chat);
    }

    @Test
    void anOverloadedModelIsTriedAgain() throws InterruptedException {
        ChatId chat = talk.begin("overloaded once");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).contains("assistant: At last.");
    }

    @Test
    void aLongWaitShowsWhenItEndsAndAStopEndsIt() throws InterruptedException {
        ChatId chat = talk.begin("overloaded");
        ChatView view = talk.awaitStatus(chat, ChatStatus.RETRYING);
        assertThat(Objects.requireNonNull(view.error()).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(view.error().retryAt()).isNotNull();
        assertThat(view.error().attempt()).isEqualTo(1);
        talk.stop(chat);
        assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).stopReason())
                .isEqualTo(StopReason.INTERRUPTED);
    }

    @Test
    void aRetryEndsTheWait() throws InterruptedException {
        ChatId chat = talk.begin("overloaded");
        talk.awaitStatus(chat, ChatStatus.RETRYING);
        talk.retry(chat);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.StatusChanged changed
                                && changed.error() != null
                                && Objects.equals(changed.error().attempt(), 2));
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void aRefusedKeyEndsTheTurnAndARetryTakesItUp() throws InterruptedException {
        ChatId chat = talk.begin("wrong key once");
        ChatView view = talk.awaitStatus(chat, ChatStatus.ERROR);
        assertThat(Objects.requireNonNull(view.error()).kind()).isEqualTo(ErrorKind.AUTH);
        talk.retry(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat))
                .containsExactly("user: wrong key once", "assistant: The key is right now.");
    }

    @Test
    void aTurnStopsAtItsStepLimit() throws InterruptedException {
        ChatId chat = talk.begin("many steps");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        talk.assertWhole(chat);
        assertThat(notice(chat).code()).isEqualTo("step_limit");
        assertThat(notice(chat).text()).contains("after 30 model calls");
        assertThat(lastButNotice(chat).step()).isEqualTo(30);
    }

    @Test
    void theSameCallAgainAndAgainIsRefusedAndThenEndsTheTurn() throws InterruptedException {
        ChatId chat = talk.begin("again and again");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(view.stopReason()).isEqualTo(StopReason.STEP_LIMIT);
        talk.assertWhole(chat);
        assertThat(notice(chat).code()).isEqualTo("repetition");
        assertThat(lastButNotice(chat).step()).isEqualTo(10);
    }

    private Part.Notice notice(ChatId chat) {
        return (Part.Notice) talk.transcript(chat).getLast().parts().getFirst();
    }

    private Message lastButNotice(ChatId chat) {
        List<Message> all = talk.transcript(chat);
        return all.get(all.size() - 2);
    }

    @Test
    void readingCallsAndOthersOfOneReplyAllGetTheirResults() throws InterruptedException {
        ChatId chat = talk.begin("read three");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.assertWhole(chat);
        assertThat(talk.said(chat)).contains("assistant: Read them.");
    }

    @Test
    void aChatThatRestsHasNothingToRetry() throws InterruptedException {
        ChatId chat = talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThatThrownBy(() -> talk.retry(chat))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.code()).isEqualTo(ProblemCode.NOTHING_TO_RETRY));
    }

    private static boolean isAnswer(ChatEvent event, String text) {
        return event instanceof ChatEvent.MessageCommitted committed
                && committed.message().parts().contains(new Part.Text(text));
    }
}
