package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.RequestState;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A turn that waits for a person: what holds it, what ends the wait, what is left of it. */
@ProductTest
class WaitingTest {

    private static final ChatOptions ASKING =
            ChatOptions.DEFAULT.withApprovalPolicy(
                    List.of(new ApprovalRule("execute", null, ApprovalAction.ASK)));

    @Autowired Conversation talk;
    @Autowired ChatRequests requests;
    @Autowired WorkflowClient client;
    @Autowired Reconciler reconciler;

    private ChatId waiting(String text) throws InterruptedException {
        ChatId chat = talk.begin(text, ASKING);
        talk.awaitStatus(chat, ChatStatus.AWAITING_APPROVAL);
        return chat;
    }

    private RequestView asked(ChatId chat) {
        return requests.open(talk.person(), chat).getFirst();
    }

    private void answer(ChatId chat, Decision decision) {
        requests.answer(
                talk.person(),
                chat,
                RequestKind.APPROVAL,
                asked(chat).id(),
                Reply.of(decision, null));
    }

    private WorkflowStub stub(ChatId chat) {
        return client.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void moreChatsWaitThanTheWorkerHasSlotsAndNoneHoldsOne() throws InterruptedException {
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            chats.add(talk.begin("run echo " + i, ASKING));
        }
        for (ChatId chat : chats) {
            talk.awaitStatus(chat, ChatStatus.AWAITING_APPROVAL);
            assertThat(stub(chat).describe().getRawDescription().getPendingActivitiesList())
                    .noneMatch(it ->
                            it.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED);
        }
        for (ChatId chat : chats) {
            answer(chat, Decision.ALLOW);
        }
        for (ChatId chat : chats) {
            talk.awaitStatus(chat, ChatStatus.IDLE);
            assertThat(talk.said(chat)).contains("assistant: Ran it.");
        }
    }

    @Test
    void aSignalAnswersAndTheSecondOneLeavesANotice() throws InterruptedException {
        ChatId chat = waiting("run echo hi");
        String id = asked(chat).id().toString();
        stub(chat).signal("answer", new Answer("no-uuid", "allow", null));
        talk.awaitNotice(chat, "nothing waits for 'no-uuid'");
        stub(chat).signal("answer", new Answer(UUID.randomUUID().toString(), "allow", null));
        stub(chat).signal("answer", new Answer(id, "perhaps", null));
        talk.awaitNotice(chat, "its decision is 'perhaps'");
        stub(chat).signal("answer", new Answer(id, "allow", "by signal"));
        stub(chat).signal("answer", new Answer(id, "deny", null));
        talk.awaitNotice(chat, "was answered before: allow");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).contains("assistant: Ran it.");
        talk.assertWhole(chat);
    }

    @Test
    void aQuestionIsAnsweredBySignalInOtherWords() throws InterruptedException {
        ChatId chat = talk.begin("ask");
        talk.awaitStatus(chat, ChatStatus.AWAITING_ANSWER);
        stub(chat).signal("answer", new Answer(asked(chat).id().toString(), null, "straight on"));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat).getLast()).contains("straight on");
    }

    @Test
    void aStopWithdrawsWhatIsAskedAndTheCallGetsItsResult() throws InterruptedException {
        ChatId chat = waiting("run echo hi");
        talk.stop(chat);
        assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).stopReason())
                .isEqualTo(StopReason.INTERRUPTED);
        assertThat(requests.all(talk.person(), chat))
                .extracting(RequestView::state)
                .containsExactly(RequestState.WITHDRAWN);
        talk.assertWhole(chat);
    }

    @Test
    void aStoppedQuestionIsCancelledNotUnknown() throws InterruptedException {
        ChatId chat = talk.begin("ask");
        talk.awaitStatus(chat, ChatStatus.AWAITING_ANSWER);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.ToolCallFinished finished
                                && finished.state().wire().equals("cancelled"));
        talk.assertWhole(chat);
    }

    @Test
    void aChatThatLostItsWorkflowGoesOnWithTheAnswer() throws InterruptedException {
        ChatId chat = waiting("run echo hi");
        stub(chat).terminate("a test");
        answer(chat, Decision.ALLOW);
        talk.awaitReconciled(reconciler, chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).contains("assistant: Ran it.");
        talk.assertWhole(chat);
    }

    @Test
    void aMessageWaitsForTheApprovalAndIsReadAfterIt() throws InterruptedException {
        ChatId chat = waiting("run echo hi");
        talk.send(chat, "mind the gap", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.AWAITING_APPROVAL);
        answer(chat, Decision.ALLOW);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).contains("user: mind the gap", "assistant: Ran it.");
        talk.assertWhole(chat);
    }
}
