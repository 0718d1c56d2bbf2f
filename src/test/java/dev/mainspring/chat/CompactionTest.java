package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of conversations longer than a model can read. */
@ProductTest
class CompactionTest {

    /** The bound on a run of 100 tool calls. */
    private static final long MOST_HISTORY_BYTES = 5_000_000;

    @Autowired Conversation talk;
    @Autowired ChatContexts contexts;
    @Autowired WorkflowClient temporal;

    @Test
    @Timeout(120)
    void aLongConversationIsSummarisedByItselfAndGoesOn() throws InterruptedException {
        ChatId chat = talk.begin("read 25", "scripted/long");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE, ChatStatus.ERROR);
        assertThat(view.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(talk.said(chat)).contains("user: read 25", "assistant: Read all of it.");
        List<Part.Compaction> summaries = summaries(chat);
        assertThat(summaries).hasSizeGreaterThan(1);
        assertThat(summaries)
                .allSatisfy(summary -> {
                    assertThat(summary.tokensBefore()).isBetween(17_600L, 22_000L);
                    assertThat(summary.tokensAfter()).isLessThan(12_000L);
                    assertThat(summary.summary())
                            .contains("Read some of it.")
                            .contains("## The person's last message\n\nread 25")
                            .contains("`notes/plan.md`")
                            .contains("made from the template `local`");
                });
        talk.assertWhole(chat);
        assertWholeForTheModel(chat);
        assertThat(talk.transcript(chat)).hasSizeGreaterThan(50);
    }

    @Test
    @Timeout(120)
    void aContextOverflowIsSummarisedAndGoesOn() throws InterruptedException {
        ChatId chat = talk.begin("overflow 20", "scripted/long");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE, ChatStatus.ERROR);
        assertThat(view.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(talk.said(chat)).contains("assistant: It fitted.");
        assertThat(summaries(chat)).isNotEmpty();
        assertWholeForTheModel(chat);
    }

    @Test
    void anOverflowThatNoSummaryMendsIsAnError() throws InterruptedException {
        ChatId chat = talk.begin("say hello", "scripted/long");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "overflow always", Delivery.STEER);
        ChatView view = talk.awaitStatus(chat, ChatStatus.ERROR);
        assertThat(Objects.requireNonNull(view.error()).kind())
                .isEqualTo(ErrorKind.CONTEXT_OVERFLOW);
        assertThat(summaries(chat)).hasSize(1);
    }

    @Test
    void aPersonHasAChatThatRestsSummarised() throws InterruptedException {
        ChatId chat = talk.begin("say hello\n" + "word ".repeat(7_000), "scripted/long");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(contexts.fill(talk.person(), chat).canCompact()).isTrue();
        assertThat(contexts.compact(talk.person(), chat).status()).isEqualTo(ChatStatus.QUEUED);
        talk.awaitEvent(chat, ChatEvent.CompactionStarted.class::isInstance);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(summaries(chat)).hasSize(1);
        assertHardlyAnything(chat);
        talk.send(chat, "say on", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said on.");
        assertThat(talk.said(chat)).contains("assistant: You said hello.");
    }

    @Test
    void aSummaryThatWouldSaveHardlyAnythingIsRefused() throws InterruptedException {
        ChatId chat = talk.begin("say hello");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertHardlyAnything(chat);
        talk.send(chat, "run sleep 600", Delivery.STEER);
        talk.awaitToolStarted(chat);
        assertHardlyAnything(chat);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(summaries(chat)).isEmpty();
    }

    private void assertHardlyAnything(ChatId chat) {
        assertThat(contexts.fill(talk.person(), chat).canCompact()).isFalse();
        assertThatThrownBy(() -> contexts.compact(talk.person(), chat))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        it -> assertThat(it.code()).isEqualTo(ProblemCode.NOTHING_TO_COMPACT));
    }

    @Test
    void aChatAtWorkIsSummarisedAtTheNextStep() throws InterruptedException {
        ChatId chat = talk.begin(Conversation.lengthy("two runs sleep 1"));
        talk.awaitToolStarted(chat);
        contexts.compact(talk.person(), chat);
        contexts.compact(talk.person(), chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(summaries(chat)).hasSize(1);
        assertThat(talk.said(chat)).contains("assistant: Ran both.");
        talk.assertWhole(chat);
    }

    @Test
    void aResetBeforeASummaryThatIsThereUsesIt() throws InterruptedException {
        ChatId chat = talk.begin(Conversation.lengthy("two runs sleep 1"));
        talk.awaitToolStarted(chat);
        contexts.compact(talk.person(), chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "run sleep 600", Delivery.STEER);
        talk.awaitEvent(chat, it -> begins(it, "sleep 600"));
        BranchId old = talk.view(chat).branchId();
        ChatRuns runs = new ChatRuns(temporal);
        runs.reset(chat, runs.after(chat, "Model_Call", 2));
        talk.awaitEvent(chat, ChatEvent.BranchSelected.class::isInstance);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isNotEqualTo(old);
        assertThat(talk.said(chat))
                .containsExactly(
                        "user: " + Conversation.lengthy("two runs sleep 1"),
                        "assistant: Ran both.");
        assertThat(summaries(talk.transcript(chat))).hasSize(1);
        assertThat(summaries(talk.transcript(chat, old))).hasSize(1);
        talk.assertWhole(chat);
        Conversation.assertWhole(talk.transcript(chat, old));
    }

    private static boolean begins(ChatEvent event, String command) {
        return event instanceof ChatEvent.ToolCallRequested call
                && call.summary().contains(command);
    }

    @Test
    void aStopEndsASummaryAndTheChatGoesOn() throws InterruptedException {
        ChatId chat = talk.begin(Conversation.lengthy("hello"), "scripted/slow-summary");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        contexts.compact(talk.person(), chat);
        talk.awaitEvent(chat, ChatEvent.CompactionStarted.class::isInstance);
        talk.stop(chat);
        assertThat(talk.awaitStatus(chat, ChatStatus.IDLE).stopReason())
                .isEqualTo(StopReason.INTERRUPTED);
        talk.send(chat, "again", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said: again");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(summaries(chat)).isEmpty();
    }

    @Test
    @Timeout(180)
    void aHundredCallsOn200000TokensLeaveASmallHistory() throws InterruptedException {
        ChatId chat = talk.begin("run 25", "scripted/marathon");
        ChatView view = talk.awaitStatus(chat, ChatStatus.IDLE, ChatStatus.ERROR);
        assertThat(view.stopReason()).isEqualTo(StopReason.END_TURN);
        List<Message> transcript = talk.transcript(chat);
        assertThat(transcript.stream().mapToLong(CompactionTest::results).sum()).isEqualTo(100);
        assertThat(ModelContext.tokens(transcript)).isGreaterThan(200_000);
        assertThat(summaries(chat)).isNotEmpty();
        long bytes =
                temporal.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat)
                        .describe()
                        .getRawDescription()
                        .getWorkflowExecutionInfo()
                        .getHistorySizeBytes();
        assertThat(bytes).isBetween(1L, MOST_HISTORY_BYTES);
    }

    private static long results(Message message) {
        return message.parts().stream().filter(Part.ToolResult.class::isInstance).count();
    }

    private List<Part.Compaction> summaries(ChatId chat) {
        return summaries(talk.transcript(chat));
    }

    private static List<Part.Compaction> summaries(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> ModelContext.compaction(message).stream())
                .toList();
    }

    /** At every summary and at the end: it begins with a summary, and no result lacks its call. */
    private void assertWholeForTheModel(ChatId chat) {
        List<Message> path = talk.transcript(chat);
        for (int end = 1; end <= path.size(); end++) {
            List<Message> context = ModelContext.of(path.subList(0, end));
            for (int i = 0; i < context.size(); i++) {
                if (context.get(i).role() == Role.TOOL) {
                    assertThat(context.get(i - 1).role()).isEqualTo(Role.ASSISTANT);
                }
            }
        }
    }
}
