package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.testing.ProductTest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A Reset of a chat's run, as the Temporal UI or {@code temporal workflow reset} does it. Commands
 * count themselves in a file of the workspace: none of them ever runs a second time.
 */
@ProductTest
class ResetTest {

    @Autowired Conversation talk;
    @Autowired ChatBranches branches;
    private final ChatRuns runs;

    ResetTest(@Autowired WorkflowClient client) {
        runs = new ChatRuns(client);
    }

    @Test
    void atTheClaimOfAFinishedTurnTheModelIsToldWhatWasDone() throws InterruptedException {
        ChatId chat = finished("count made");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.atClaim(chat, 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat))
                .containsExactly("user: count made", "assistant: It was done already.");
        assertThat(notices(chat)).singleElement().asString().contains("execute: echo x >> made");
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterTheModelCallOfAFinishedTurnTheReceiptIsUsed() throws InterruptedException {
        ChatId chat = finished("count made");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Model_Call", 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat)).containsExactly("user: count made", "assistant: Counted.");
        assertThat(talk.transcript(chat)).hasSize(4);
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterACommandOfAFinishedTurnTheModelIsCalledAgain() throws InterruptedException {
        ChatId chat = finished("count made");
        answered(chat, "say later");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat)).containsExactly("user: count made", "assistant: Counted.");
        assertThat(Conversation.said(talk.transcript(chat, old))).contains("user: say later");
        whole(chat, old);
        answered(chat, "say on");
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void atTheClaimOfARunningTurnItsCommandIsEndedAndTold() throws InterruptedException {
        ChatId chat = talk.begin("count made and stay");
        awaitCounted(chat);
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.atClaim(chat, 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat)).last().isEqualTo("assistant: It was done already.");
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterTheModelCallOfARunningTurnItsCommandIsTakenUp() throws InterruptedException {
        ChatId chat = talk.begin("run echo x >> made; sleep 4");
        talk.awaitToolStarted(chat);
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Model_Call", 1));
        talk.awaitSaid(chat, "assistant: Ran it.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isEqualTo(old);
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterACommandOfARunningTurnTheAnswerIsWrittenAnew() throws InterruptedException {
        ChatId chat = talk.begin("two runs echo x >> made");
        talk.awaitSaid(chat, "assistant: Ran both.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "run sleep 600", Delivery.STEER);
        awaitRunning(chat, 3);
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat))
                .containsExactly("user: two runs echo x >> made", "assistant: Ran both.");
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void anInterruptedTurnIsNotInterruptedAgain() throws InterruptedException {
        ChatId chat = interrupted("count made and stay");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.atClaim(chat, 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.view(chat).stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(talk.said(chat)).last().isEqualTo("assistant: It was done already.");
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterTheModelCallOfAnInterruptedTurnTheReceiptOfTheStoppedCommandIsUsed()
            throws InterruptedException {
        ChatId chat = interrupted("count made and stay");
        runs.reset(chat, runs.after(chat, "Model_Call", 1));
        talk.awaitSaid(chat, "assistant: Stayed.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.assertWhole(chat);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterACommandOfAnInterruptedTurnTheModelIsCalledAgain() throws InterruptedException {
        ChatId chat = interrupted("count made then stay");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 1));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat)).last().isEqualTo("assistant: Left it.");
        whole(chat, old);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    @Test
    void afterAStopNothingIsTakenUp() throws InterruptedException {
        ChatId chat = interrupted("count made and stay");
        int before = talk.transcript(chat).size();
        runs.reset(chat, runs.after(chat, "Tool_Run", 1));
        assertThat(lines(chat, "made")).isEqualTo("1");
        assertThat(talk.transcript(chat)).hasSize(before + 4);
        assertThat(branches.list(talk.person(), chat)).hasSize(1);
    }

    @Test
    void atTheClaimOfALaterTurnTheEarlierOneStays() throws InterruptedException {
        ChatId chat = finished("count made");
        answered(chat, "say middle");
        answered(chat, "say last");
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.atClaim(chat, 2));
        goesOnOnANewBranch(chat, old);
        assertThat(talk.said(chat))
                .containsExactly(
                        "user: count made",
                        "assistant: Counted.",
                        "user: say middle",
                        "assistant: You said middle.");
        runs.reset(chat, runs.atClaim(chat, 1));
        talk.awaitSaid(chat, "assistant: It was done already.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(branches.list(talk.person(), chat)).hasSize(3);
        assertThat(lines(chat, "made")).isEqualTo("1");
    }

    private ChatId finished(String text) throws InterruptedException {
        ChatId chat = talk.begin(text);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return chat;
    }

    private ChatId interrupted(String text) throws InterruptedException {
        ChatId chat = talk.begin(text);
        awaitCounted(chat);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return chat;
    }

    /** The command has counted itself when it begins to talk. */
    private void awaitCounted(ChatId chat) throws InterruptedException {
        talk.awaitEvent(
                chat,
                it -> it instanceof ChatEvent.ToolCallOutput out && out.text().contains("begun"));
    }

    private void awaitRunning(ChatId chat, int calls) throws InterruptedException {
        int[] started = {0};
        talk.awaitEvent(
                chat, it -> it instanceof ChatEvent.ToolCallStarted && ++started[0] == calls);
    }

    private void answered(ChatId chat, String text) throws InterruptedException {
        talk.send(chat, text, Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said " + text.substring(4) + ".");
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    private void goesOnOnANewBranch(ChatId chat, BranchId old) throws InterruptedException {
        talk.awaitEvent(chat, ChatEvent.BranchSelected.class::isInstance);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isNotEqualTo(old);
    }

    private void whole(ChatId chat, BranchId old) {
        talk.assertWhole(chat);
        Conversation.assertWhole(talk.transcript(chat, old));
    }

    private List<String> notices(ChatId chat) {
        return talk.transcript(chat).stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.Notice.class::isInstance)
                .map(part -> ((Part.Notice) part).text())
                .toList();
    }

    /** What a file of the workspace counts, asked by a command of its own. */
    private String lines(ChatId chat, String file) throws InterruptedException {
        talk.send(chat, "run wc -l < " + file, Delivery.STEER);
        int before = talk.transcript(chat).size();
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.ToolCallFinished finished
                                && finished.output().contains("exit_code")
                                && isOf(chat, finished, "wc -l"));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<Message> messages = talk.transcript(chat);
        assertThat(messages.size()).isGreaterThan(before);
        return messages.reversed().stream()
                .flatMap(message -> message.parts().stream())
                .filter(Part.ToolResult.class::isInstance)
                .map(part -> ((Part.ToolResult) part).output())
                .findFirst()
                .orElseThrow()
                .replaceAll("(?s).*\"output\":\"(\\d+)\\\\n\".*", "$1");
    }

    private boolean isOf(ChatId chat, ChatEvent.ToolCallFinished finished, String command) {
        return talk.transcript(chat).stream()
                .flatMap(message -> message.parts().stream())
                .anyMatch(part ->
                        part instanceof Part.ToolCall call
                                && call.id().equals(finished.toolCallId())
                                && call.input().toString().contains(command));
    }
}
