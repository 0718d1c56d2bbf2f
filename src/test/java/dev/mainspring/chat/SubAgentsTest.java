package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ApprovalAction;
import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A chat's agent has others work for it: real Temporal, database and sandbox. */
@ProductTest
class SubAgentsTest {

    @Autowired Conversation talk;
    @Autowired Chats chats;
    @Autowired ChatControls controls;
    @Autowired Agents agents;
    @Autowired ChatRequests requests;
    @Autowired WorkflowClient temporal;

    private ChatId begin(String text) {
        return begin(text, ChatOptions.DEFAULT);
    }

    private ChatId begin(String text, ChatOptions options) {
        ModelRef model = ModelRef.of("scripted/agents");
        NewChat request =
                new NewChat(
                        null,
                        NewMessage.of(text),
                        model,
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        options);
        return chats.create(talk.person(), request).id();
    }

    private List<AgentView> agentsOf(ChatId chat) {
        return agents.of(talk.person(), chat);
    }

    private void await(ChatId chat, Predicate<List<AgentView>> wanted) {
        Instant deadline = Instant.now().plus(Conversation.LIMIT);
        while (!wanted.test(agentsOf(chat))) {
            assertThat(Instant.now()).as("agents: %s", agentsOf(chat)).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    private static Predicate<List<AgentView>> all(int count, AgentState state) {
        return found -> found.size() == count && found.stream().allMatch(it -> it.state() == state);
    }

    /** Waits until the agent waits for others. */
    private void awaitParked(ChatId chat) {
        WorkflowStub run = temporal.newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat);
        await(chat, _ -> run.query("status", String.class).contains("wait for"));
    }

    private List<String> results(ChatId chat) {
        return talk.transcript(chat).stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .filter(Part.ToolResult.class::isInstance)
                .map(part -> ((Part.ToolResult) part).output())
                .toList();
    }

    @Test
    void planModeReachesAgentsThatAreAtWork() throws InterruptedException {
        ChatId chat = begin("leave 1 writer");
        await(chat, found -> found.size() == 1);
        ChatId agent = agentsOf(chat).getFirst().id();
        talk.awaitToolStarted(agent);
        controls.change(talk.person(), chat, ChatChanges.planMode(true));
        talk.awaitStatus(agent, ChatStatus.AWAITING_APPROVAL);
        assertThat(results(agent).getLast()).contains("there is no tool named 'write_file'");
        controls.change(talk.person(), chat, ChatChanges.planMode(false));
        talk.stop(agent);
        talk.awaitStatus(agent, ChatStatus.IDLE);
    }

    @Test
    void theOrchestrationToolsKeepTheirContract() throws InterruptedException {
        ChatId chat = begin("contract");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<String> results = results(chat);

        assertThat(results.get(0))
                .contains("\"agent_id\":\"", "\"title\":\"member gate 1\"", "\"type\":\"general\"")
                .containsAnyOf("\"status\":\"queued\"", "\"status\":\"running\"");
        assertThat(results.get(1))
                .contains("\"timed_out\":true", "\"doing\":\"")
                .doesNotContain("\"report\"");
        assertThat(results.get(2)).contains("\"status\":\"");
        assertThat(results.get(3)).contains("this chat has no agent 'nobody'");
        assertThat(results.get(4))
                .contains("model 'nowhere/model': no provider 'nowhere' is configured");
        assertThat(results.get(5)).contains("the arguments of spawn_agent are wrong");
        assertThat(results.get(7))
                .contains("\"status\":\"finished\"", "Report of quick 7.", "\"timed_out\":false");
        assertThat(results.get(8)).contains("\"agents\":[]", "you have had every report");
        assertThat(results.get(9)).contains("\"total\":1", "\"status\":\"finished\"");
        assertThat(results.get(10)).contains("\"status\":\"closed\"");
        assertThat(results.get(11)).contains("is closed");
        assertThat(results.get(12)).contains("\"status\":\"closed\"", "Report of quick 7.");

        AgentView agent = agentsOf(chat).getFirst();
        assertThat(agent.state()).isEqualTo(AgentState.CLOSED);
        assertThat(talk.said(agent.id())).contains("assistant: Report of gate 1.");
        talk.assertWhole(chat);
        talk.assertWhole(agent.id());
    }

    @Test
    void agentsWorkBesideEachOtherInTheParentsWorkspace() throws InterruptedException {
        ChatId chat = begin("team 3 gate");
        await(chat, all(3, AgentState.RUNNING));
        for (AgentView agent : agentsOf(chat)) {
            talk.awaitToolStarted(agent.id());
        }
        ChatId helper = agentsOf(chat).getFirst().id();
        talk.send(helper, "run touch go", Delivery.INTERRUPT);
        ChatView parent = talk.awaitStatus(chat, ChatStatus.IDLE);

        assertThat(results(chat).getLast())
                .contains("Ran it.", "Report of gate 2.", "Report of gate 3.");
        assertThat(agentsOf(chat)).allMatch(it -> it.state() == AgentState.FINISHED);
        assertThat(parent.workspaceId()).isNotNull();
        assertThat(talk.view(helper).workspaceId()).isNull();
        assertThat(talk.view(helper).parentChatId()).isEqualTo(chat);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.AgentSpawned spawned
                                && spawned.agentId().equals(helper)
                                && spawned.agentType() == AgentType.GENERAL);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.AgentFinished finished
                                && finished.agentId().equals(helper)
                                && finished.stopReason() == StopReason.END_TURN);
    }

    @Test
    void aWaitForAnyOfThemReturnsWithTheFirst() throws InterruptedException {
        ChatId chat = begin("any of two");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<String> results = results(chat);

        assertThat(results.get(2))
                .contains("Report of quick 1.", "\"doing\":\"")
                .doesNotContain("Report of gate 1.");
        assertThat(results.get(4)).contains("Report of gate 1.").doesNotContain("quick 1.");
        assertThat(results.get(5)).contains("you have had every report");
    }

    @Test
    void aWaitEndsWhenThePersonWrites() throws InterruptedException {
        ChatId chat = begin("team 1 gate");
        await(chat, all(1, AgentState.RUNNING));
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.ToolCallRequested call
                                && call.name().equals("wait_agent"));
        talk.send(chat, "run touch go", Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.IDLE);

        assertThat(results(chat).get(1)).contains("The person wrote", "\"timed_out\":false");
        assertThat(talk.said(chat)).endsWith("user: run touch go", "assistant: Ran it.");
    }

    @Test
    void anExploreAgentCanOnlyRead() throws InterruptedException {
        ChatId chat = begin("explore");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<String> results = results(agentsOf(chat).getFirst().id());

        assertThat(results.get(0)).contains("entries").doesNotContain("error");
        assertThat(results.subList(1, 5))
                .allMatch(it -> it.contains("there is no tool named"))
                .allMatch(it -> it.contains("read_file") && !it.contains("edit_files"));
    }

    @Test
    void whatAnAgentAsksReachesThePersonInTheParent() throws InterruptedException {
        ApprovalRule ask = new ApprovalRule("execute", null, ApprovalAction.ASK);
        ChatId chat = begin("team 1 ask", ChatOptions.DEFAULT.withApprovalPolicy(List.of(ask)));
        await(chat, all(1, AgentState.WAITING));
        AgentView agent = agentsOf(chat).getFirst();
        assertThat(agent.doing()).isEqualTo("waiting for an approval");
        RequestView request = requests.open(talk.person(), chat).getFirst();
        assertThat(request.chatId()).isEqualTo(agent.id());
        assertThat(chats.needingYou(talk.person())).extracting(ChatView::id).contains(chat);

        requests.answer(
                talk.person(),
                agent.id(),
                RequestKind.APPROVAL,
                request.id(),
                Reply.of(Decision.ALLOW, null));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(results(chat).getLast()).contains("asked 1");
        assertThat(requests.open(talk.person(), chat)).isEmpty();
    }

    @Test
    void theNinthAgentWaitsForAPlace() throws InterruptedException {
        ChatId chat = begin("leave 9 gate");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        await(
                chat,
                found ->
                        found.stream().filter(it -> it.state() == AgentState.RUNNING).count() == 8);
        List<AgentView> found = agentsOf(chat);
        assertThat(found).hasSize(9);
        assertThat(found.getLast().state()).isEqualTo(AgentState.QUEUED);
        assertThat(found.getLast().doing()).isEqualTo("waiting for a place");
        assertThat(talk.view(found.getLast().id()).status()).isEqualTo(ChatStatus.QUEUED);

        controls.interrupt(talk.person(), found.getFirst().id());
        await(chat, now -> now.getLast().state() == AgentState.RUNNING);
        assertThat(agentsOf(chat).getFirst().state()).isEqualTo(AgentState.STOPPED);

        talk.send(chat, "run touch go", Delivery.STEER);
        await(chat, now -> now.stream().allMatch(it -> it.state().ended()));
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void aWaitEndsWhenTheAgentItIsForGivesUpItsPlaceInTheLine() throws InterruptedException {
        ChatId chat = begin("last of 9");
        await(
                chat,
                found ->
                        found.size() == 9
                                && found.getLast().state() == AgentState.QUEUED
                                && found.stream()
                                                .filter(it -> it.state() == AgentState.RUNNING)
                                                .count()
                                        == 8);
        awaitParked(chat);
        controls.interrupt(talk.person(), agentsOf(chat).getLast().id());
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(results(chat).getLast())
                .contains("\"status\":\"stopped\"", "\"timed_out\":false");
        talk.send(chat, "run touch go", Delivery.STEER);
        await(chat, now -> now.stream().allMatch(it -> it.state().ended()));
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }

    @Test
    void aStopOfTheParentStopsItsAgentsAndTheirCommands() throws InterruptedException {
        ChatId chat = begin("team 2 sleeper");
        await(chat, all(2, AgentState.RUNNING));
        for (AgentView agent : agentsOf(chat)) {
            talk.awaitToolStarted(agent.id());
        }
        awaitParked(chat);
        talk.stop(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        await(chat, all(2, AgentState.STOPPED));
        talk.send(chat, "check", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: Checked.");

        assertThat(results(chat).getLast()).contains("dead").doesNotContain("alive");
        assertThat(results(chat).get(2)).contains("stopped while this call waited");
    }

    @Test
    void closingAnAgentEndsItsCommand() throws InterruptedException {
        ChatId chat = begin("close a sleeper");
        talk.awaitStatus(chat, ChatStatus.IDLE);

        assertThat(results(chat).get(2)).contains("\"status\":\"closed\"");
        assertThat(results(chat).get(3)).contains("dead").doesNotContain("alive");
        assertThat(talk.view(agentsOf(chat).getFirst().id()).status())
                .isEqualTo(ChatStatus.ARCHIVED);
    }

    @Test
    void agentsGoToTheArchiveAndComeBackWithTheirParent() throws InterruptedException {
        ChatId chat = begin("leave 2 sleeper");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        await(chat, all(2, AgentState.RUNNING));
        ChatId closed = agentsOf(chat).getFirst().id();
        controls.change(talk.person(), closed, ChatChanges.archivedByForce());
        assertThatThrownBy(() -> controls.delete(talk.person(), chat))
                .hasMessageContaining("is at work; stop it first");

        controls.change(talk.person(), chat, ChatChanges.archived(true));
        await(chat, all(2, AgentState.CLOSED));
        await(chat, found -> found.stream().allMatch(it -> it.endedAt() != null));

        controls.change(talk.person(), chat, ChatChanges.archived(false));
        await(chat, found -> found.getLast().state() == AgentState.STOPPED);
        assertThat(agentsOf(chat).getFirst().state()).isEqualTo(AgentState.CLOSED);

        ChatId last = agentsOf(chat).getLast().id();
        talk.send(last, "member quick 5", Delivery.STEER);
        talk.awaitSaid(last, "assistant: Report of quick 5.");
        talk.awaitStatus(last, ChatStatus.IDLE);
        controls.delete(talk.person(), chat);
        assertThatThrownBy(() -> talk.view(last)).hasMessageContaining("no chat");
    }
}
