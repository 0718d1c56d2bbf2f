package dev.mainspring.chat;

import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatWorkflow;
import dev.mainspring.workflows.ProcessWorkflow;
import dev.mainspring.workflows.WorkspaceWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** Records histories of real runs, when workflow code gets a new shape: {@code -Drecord=true}. */
@ProductTest
@EnabledIfSystemProperty(named = "record", matches = "true")
class HistoryRecorder {

    private static final Path HISTORIES = Path.of("workflows/src/test/resources/histories");

    @Autowired Conversation talk;
    @Autowired ChatContexts contexts;
    @Autowired ChatRequests requests;
    @Autowired WorkflowClient client;
    @Autowired Agents agents;
    @Autowired Processes processes;

    @Test
    void recordsAChatWithToolsSteeringAndAQueue() throws Exception {
        ChatId chat = talk.begin("two runs sleep 1");
        talk.awaitToolStarted(chat);
        talk.send(chat, "mind the gap", Delivery.STEER);
        talk.send(chat, "say next", Delivery.QUEUE);
        talk.awaitSaid(chat, "assistant: You said next.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-tools-steer-queue", ChatWorkflow.ID_PREFIX + chat);
        save(
                "workspace-start",
                WorkspaceWorkflow.ID_PREFIX
                        + Objects.requireNonNull(talk.view(chat).workspaceId()));
    }

    @Test
    void recordsAChatThatIsStoppedInACommandAndInAnAnswer() throws Exception {
        ChatId chat = talk.begin("run sleep 600");
        talk.awaitToolStarted(chat);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "slow text", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.RUNNING);
        talk.send(chat, "say over", Delivery.INTERRUPT);
        talk.awaitSaid(chat, "assistant: You said over.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-stopped", ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void recordsAChatWithFailingModelCalls() throws Exception {
        ChatId chat = talk.begin("overloaded");
        talk.awaitStatus(chat, ChatStatus.RETRYING);
        talk.retry(chat);
        talk.awaitAttempt(chat, 2);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "read three", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-retrying", ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void recordsAChatWhoseStoppedTurnWasReset() throws Exception {
        ChatId chat = talk.begin("count made and stay");
        talk.awaitToolStarted(chat);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        ChatRuns runs = new ChatRuns(client);
        runs.reset(chat, runs.atClaim(chat, 1));
        talk.awaitEvent(chat, ChatEvent.BranchSelected.class::isInstance);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "run sleep 600", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.RUNNING);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-reset", ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void recordsAChatWithSubAgents() throws Exception {
        ChatId chat = talk.begin("two agents");
        talk.awaitSaid(chat, "assistant: Both have reported.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-agents", ChatWorkflow.ID_PREFIX + chat);
        ChatId first = agents.of(talk.person(), chat).getFirst().id();
        save("chat-agent", ChatWorkflow.ID_PREFIX + first);
    }

    @Test
    void recordsAChatThatIsSummarised() throws Exception {
        ChatId chat = talk.begin("overflow 14", "scripted/long");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "read 6", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: Read all of it.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        contexts.compact(talk.person(), chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "say on", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-compacted", ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void recordsAChatThatWaitsForPeople() throws Exception {
        ChatOptions asking =
                ChatOptions.DEFAULT.withApprovalPolicy(
                        List.of(new ApprovalRule("execute", null, ApprovalAction.ASK)));
        ChatId chat = talk.begin("run echo hi", asking);
        talk.awaitStatus(chat, ChatStatus.AWAITING_APPROVAL);
        talk.send(chat, "mind the gap", Delivery.STEER);
        String id = requests.open(talk.person(), chat).getFirst().id().toString();
        client.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat)
                .signal("answer", new Answer(id, "allow", "by signal"));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "ask", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.AWAITING_ANSWER);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        save("chat-waits-for-people", ChatWorkflow.ID_PREFIX + chat);
    }

    @Test
    void recordsAStopOfACommandThatWentOn() throws Exception {
        ChatId chat = talk.begin("leave sleep 600");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        ToolCallId call =
                talk.transcript(chat).stream()
                        .flatMap(message -> message.parts().stream())
                        .filter(Part.ToolCall.class::isInstance)
                        .map(part -> ((Part.ToolCall) part).id())
                        .findFirst()
                        .orElseThrow();
        processes.stop(talk.person(), chat, call);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.ProcessChanged changed
                                && changed.process().state().ended());
        WorkflowStub stop = client.newUntypedWorkflowStub(ProcessWorkflow.ID_PREFIX + call);
        stop.getResult(Void.class);
        save("process-stop-signalled", ProcessWorkflow.ID_PREFIX + call);
    }

    private void save(String name, String workflowId) throws IOException {
        Files.createDirectories(HISTORIES);
        String json = client.fetchHistory(workflowId).toJson(true);
        Files.writeString(HISTORIES.resolve(name + ".json"), json);
    }
}
