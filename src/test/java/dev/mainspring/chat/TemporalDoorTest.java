package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.config.TemporalConnections;
import dev.mainspring.config.TemporalTarget;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Part;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.ChatWorkflow;
import dev.mainspring.workflows.FollowUp;
import dev.mainspring.workflows.Interrupt;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients of Temporal can do with a chat, and what a lost workflow does to it. */
@ProductTest
class TemporalDoorTest {

    @Autowired Conversation talk;
    @Autowired WorkflowClient client;
    @Autowired TemporalTarget target;
    @Autowired Reconciler reconciler;
    @Autowired ChatControls controls;
    @Autowired ChatQueue queue;

    @Test
    void aSignalStartsATurnOnceHoweverOftenItIsSent() throws InterruptedException {
        ChatId chat = talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        String id = UUID.randomUUID().toString();
        stub(chat).signal("message", new FollowUp(id, "say signalled", null));
        stub(chat).signal("message", new FollowUp(id, "say signalled", null));
        talk.awaitSaid(chat, "assistant: You said signalled.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).containsOnlyOnce("user: say signalled");
    }

    @Test
    void anUpdateReturnsWhenTheMessageIsStored() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        String id = UUID.randomUUID().toString();
        stub(chat).update("submit", Void.class, new FollowUp(id, "say kept", "queue"));
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.QueueChanged changed
                                && changed.items().stream()
                                        .anyMatch(q -> q.id().toString().equals(id)));
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void aBadSignalLeavesANoticeAndTheChatGoesOn() throws InterruptedException {
        ChatId chat = talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        stub(chat).signal("message", new FollowUp("not-a-uuid", "say no", null));
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.MessageCommitted committed
                                && committed.message().parts().stream()
                                        .anyMatch(part ->
                                                part instanceof Part.Notice notice
                                                        && notice.text().contains("not-a-uuid")));
        talk.send(chat, "say on", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said on.");
    }

    @Test
    void aSignalTooLargeForAnActivityLeavesANoticeAndTheChatGoesOn() throws InterruptedException {
        ChatId chat = talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        WorkflowServiceStubs service = TemporalConnections.workflowService(target);
        try {
            WorkflowStub unguarded =
                    WorkflowClient.newInstance(
                                    service,
                                    WorkflowClientOptions.newBuilder()
                                            .setNamespace(client.getOptions().getNamespace())
                                            .build())
                            .newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat);
            unguarded.signal("message", Map.of("id", id(), "text", "x".repeat(70_000)));
            unguarded.signal("message", Map.of("id", id(), "text", "\u001b".repeat(40_000)));
            unguarded.signal("answer", Map.of("request_id", "?", "note", "x".repeat(70_000)));
        } finally {
            service.shutdownNow();
        }
        talk.awaitNotice(chat, "too large");
        talk.send(chat, "say on", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said on.");
    }

    @Test
    void anArchivedChatTakesNoSignalledMessage() throws InterruptedException {
        ChatId chat = talk.begin("run trap '' TERM; while :; do sleep 1; done");
        talk.awaitToolStarted(chat);
        controls.change(talk.person(), chat, ChatChanges.archivedByForce());
        stub(chat).signal("message", new FollowUp(id(), "say late", null));
        talk.awaitNotice(chat, "the chat is archived");
        assertThat(talk.view(chat).status()).isEqualTo(ChatStatus.ARCHIVED);
        stub(chat).getResult(Void.class);
        assertThat(queue.list(talk.person(), chat)).isEmpty();
    }

    @Test
    void aFullQueueTakesNoSignalledMessage() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        for (int i = 0; i < 100; i++) {
            talk.send(chat, "say " + i, Delivery.QUEUE);
        }
        stub(chat).signal("message", new FollowUp(id(), "say too much", null));
        talk.awaitNotice(chat, "too much waits");
        assertThat(queue.list(talk.person(), chat)).hasSize(100);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void anInterruptForAChatAtRestDoesNotStopTheNextTurn() throws InterruptedException {
        ChatId chat = talk.begin("hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        stub(chat).signal("interrupt", new Interrupt(id(), null, "stop"));
        stub(chat).signal("message", new FollowUp(id(), "say hi", null));
        talk.awaitSaid(chat, "assistant: You said hi.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aTerminatedRunIsReplacedAndTheTurnGoesOn() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 4");
        talk.awaitToolStarted(chat);
        stub(chat).terminate("a test");
        talk.awaitReconciled(reconciler, chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).contains("assistant: Ran it.");
        talk.assertWhole(chat);
    }

    @Test
    void theStatusQueryTellsWhatAChatDoes() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        assertThat(stub(chat).query("status", String.class))
                .isEqualTo("turn 1, step 1: execute: sleep 600");
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    private WorkflowStub stub(ChatId chat) {
        return client.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat);
    }
}
