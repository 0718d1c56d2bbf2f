package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.StoredEvent;
import dev.mainspring.store.EventRows;
import dev.mainspring.testing.ProductTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a person does with messages that wait. */
@ProductTest
class QueueTest {

    @Autowired Conversation talk;
    @Autowired ChatQueue queue;
    @Autowired EventRows events;

    @Test
    void waitingMessagesAreRewrittenMovedAndTakenBack() throws InterruptedException {
        ChatId chat = working("run sleep 3");
        MessageId one = queued(chat, "say one");
        MessageId two = queued(chat, "say two");
        MessageId three = queued(chat, "say three");
        queue.change(talk.person(), chat, three, null, 1);
        queue.change(talk.person(), chat, one, "say uno", 9);
        queue.takeBack(talk.person(), chat, two);
        assertThat(texts(chat)).containsExactly("say three", "say uno");
        talk.awaitSaid(chat, "assistant: You said uno.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat))
                .containsSubsequence("assistant: You said three.", "assistant: You said uno.")
                .doesNotContain("user: say one", "user: say two");
    }

    @Test
    void whatIsReadFirstStandsFirst() throws InterruptedException {
        ChatId chat = working("two runs sleep 2");
        queued(chat, "say later");
        MessageId next = queued(chat, "say next");
        talk.send(chat, "mind the gap", Delivery.STEER);
        assertThat(texts(chat)).containsExactly("mind the gap", "say later", "say next");
        queue.change(talk.person(), chat, next, null, 1);
        assertThat(texts(chat)).containsExactly("mind the gap", "say next", "say later");
        talk.awaitSaid(chat, "assistant: You said later.");
        assertThat(talk.said(chat))
                .containsSubsequence(
                        "user: mind the gap",
                        "assistant: Ran both.",
                        "user: say next",
                        "user: say later");
    }

    @Test
    void whatInterruptsIsReadBeforeAllThatWaits() throws InterruptedException {
        ChatId chat = working("run sleep 600");
        queued(chat, "say after");
        talk.send(chat, "say aside", Delivery.STEER);
        talk.send(chat, "say now", Delivery.INTERRUPT);
        talk.awaitSaid(chat, "assistant: You said after.");
        assertThat(talk.said(chat))
                .containsSubsequence(
                        "user: say now",
                        "user: say aside",
                        "assistant: You said aside.",
                        "user: say after");
    }

    @Test
    void aPromotedMessageIsReadAtTheNextStep() throws InterruptedException {
        ChatId chat = working("two runs sleep 1");
        queued(chat, "say later");
        MessageId now = queued(chat, "mind the gap");
        queue.promote(talk.person(), chat, now);
        talk.awaitSaid(chat, "assistant: You said later.");
        assertThat(talk.said(chat))
                .containsSubsequence(
                        "user: mind the gap", "assistant: Ran both.", "user: say later");
    }

    @Test
    void aPromoteAndAResumeLetGoOnWhatAStopHeld() throws InterruptedException {
        ChatId chat = working("run sleep 600");
        queued(chat, "say first");
        MessageId second = queued(chat, "say second");
        talk.stop(chat);
        assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).queueHeld()).isTrue();
        queue.promote(talk.person(), chat, second);
        talk.awaitSaid(chat, "assistant: You said second.");
        talk.awaitSaid(chat, "assistant: You said first.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        ChatId other = working("run sleep 600");
        queued(other, "say held");
        talk.stop(other);
        talk.awaitStatus(other, ChatStatus.IDLE);
        assertThat(queue.resume(talk.person(), other).queueHeld()).isFalse();
        talk.awaitSaid(other, "assistant: You said held.");
        talk.awaitStatus(other, ChatStatus.IDLE);
    }

    @Test
    void aResumeWhileAStopIsOnItsWayGoesOnAfterIt() throws InterruptedException {
        ChatId chat = working("run sleep 600");
        queued(chat, "say after");
        talk.stop(chat);
        queue.resume(talk.person(), chat);
        talk.awaitSaid(chat, "assistant: You said after.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void whatTheAgentHasCannotBeChangedAnyMore() throws InterruptedException {
        ChatId chat = talk.begin("say gone");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        MessageId delivered = talk.send(chat, "say read", Delivery.STEER).id();
        talk.awaitSaid(chat, "assistant: You said read.");
        refused(
                ProblemCode.NOT_QUEUED,
                () -> queue.change(talk.person(), chat, delivered, "say no", null));
        refused(ProblemCode.NOT_QUEUED, () -> queue.promote(talk.person(), chat, delivered));
        refused(ProblemCode.NOT_QUEUED, () -> queue.takeBack(talk.person(), chat, delivered));
        refused(
                ProblemCode.NOT_FOUND,
                () -> queue.promote(talk.person(), chat, MessageId.random()));
        refused(
                ProblemCode.INVALID_REQUEST,
                () -> queue.change(talk.person(), chat, delivered, null, 0));
    }

    /** The claim and the change race: what was read is what the change left, or it was too late. */
    @Test
    void whoComesSecondToAMessageIsToldSo() throws Exception {
        ChatId chat = talk.begin("say begin");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        try (ExecutorService person = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                String changed = "say changed " + i;
                MessageId id = talk.send(chat, "say sent " + i, Delivery.STEER).id();
                Future<ProblemException> change =
                        person.submit(() ->
                                catchThrowableOfType(
                                        ProblemException.class,
                                        () ->
                                                queue.change(
                                                        talk.person(), chat, id, changed, null)));
                ProblemException refusal = change.get();
                talk.awaitEvent(
                        chat,
                        it ->
                                it instanceof ChatEvent.MessageCommitted committed
                                        && committed.message().id().equals(id));
                talk.awaitStatus(chat, ChatStatus.IDLE);
                String read =
                        talk.transcript(chat).stream()
                                .filter(message -> message.id().equals(id))
                                .map(message -> ((Part.Text) message.parts().getFirst()).text())
                                .findFirst()
                                .orElseThrow();
                assertThat(read).isEqualTo(refusal == null ? changed : "say sent " + i);
                if (refusal != null) {
                    assertThat(refusal.code()).isEqualTo(ProblemCode.NOT_QUEUED);
                }
            }
        }
    }

    @Test
    void whatWaitsHasABoundAlsoWhereItIsRewritten() throws InterruptedException {
        ChatId chat = working("run sleep 600");
        String large = "x".repeat(900_000);
        MessageId one = queued(chat, "say one");
        MessageId two = queued(chat, "say two");
        MessageId three = queued(chat, "say three");
        queue.change(talk.person(), chat, one, large, null);
        queue.change(talk.person(), chat, two, large, null);
        refused(
                ProblemCode.QUEUE_FULL,
                () -> queue.change(talk.person(), chat, three, large, null));
        queue.change(talk.person(), chat, three, null, 1);
        assertThat(texts(chat)).containsExactly("say three", large, large);
        assertThat(queue.get(talk.person(), chat, one).parts())
                .containsExactly(new Part.Text(large));
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void anEventTellsOfWaitingMessagesInShortAndPagesOfEventsHaveABound()
            throws InterruptedException {
        ChatId chat = working("run sleep 600");
        queued(chat, "say short\nand sweet");
        queued(chat, "x".repeat(500_000));
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<StoredEvent> all = events.after(chat, 0, 1_000, Integer.MAX_VALUE).events();
        ChatEvent.QueueChanged last =
                all.stream()
                        .map(StoredEvent::event)
                        .filter(ChatEvent.QueueChanged.class::isInstance)
                        .map(ChatEvent.QueueChanged.class::cast)
                        .reduce((older, newer) -> newer)
                        .orElseThrow();
        assertThat(last.items())
                .extracting(ChatEvent.QueueEntry::excerpt)
                .containsExactly("say short and sweet", "x".repeat(200));
        assertThat(last.items()).extracting(ChatEvent.QueueEntry::cut).containsExactly(false, true);
        assertThat(Json.MAPPER.writeValueAsString(last)).hasSizeLessThan(1_000);

        List<StoredEvent> paged = new ArrayList<>();
        EventRows.Page page;
        do {
            long seq = paged.isEmpty() ? 0 : paged.getLast().seq();
            page = events.after(chat, seq, 1_000, 1);
            assertThat(page.events()).hasSize(1);
            paged.addAll(page.events());
        } while (page.more());
        assertThat(paged).isEqualTo(all);
    }

    private ChatId working(String text) throws InterruptedException {
        ChatId chat = talk.begin(text);
        talk.awaitToolStarted(chat);
        return chat;
    }

    private MessageId queued(ChatId chat, String text) {
        return talk.send(chat, text, Delivery.QUEUE).id();
    }

    private List<String> texts(ChatId chat) {
        return queue.list(talk.person(), chat).stream()
                .map(message -> ((Part.Text) message.parts().getFirst()).text())
                .toList();
    }

    private static void refused(ProblemCode code, ThrowingCallable what) {
        ProblemException refusal = catchThrowableOfType(ProblemException.class, what);
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
