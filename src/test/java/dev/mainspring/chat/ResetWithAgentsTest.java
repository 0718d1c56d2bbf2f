package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.AgentState;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A Reset of a chat's run while the sub-agents of its turn are alive. They count themselves in a
 * file of the workspace they share, and stay until there is another file.
 */
@ProductTest
class ResetWithAgentsTest {

    @Autowired Conversation talk;
    @Autowired Chats chats;
    @Autowired Agents agents;
    private final ChatRuns runs;

    ResetWithAgentsTest(@Autowired WorkflowClient client) {
        runs = new ChatRuns(client);
    }

    @Test
    void atTheClaimTheModelIsToldOfTheAgentsAndGetsTheirReports() throws InterruptedException {
        ChatId chat = waiting();
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.atClaim(chat, 1));
        awaitCalls(chat, "wait_agent", 2);
        String told = notices(chat).getFirst();
        assertThat(told)
                .contains("spawn_agent: Count a", "spawn_agent: Count b", "wait_agent reports");

        letGo(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isNotEqualTo(old);
        assertThat(talk.said(chat).getLast()).startsWith("assistant: Told, and then: ");
        twoAgentsHaveReportedOnce(chat, old);
    }

    @Test
    void afterTheFirstSpawnTheReceiptsAreUsed() throws InterruptedException {
        ChatId chat = waiting();
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 1));
        awaitCalls(chat, "wait_agent", 2);
        letGo(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isNotEqualTo(old);
        assertThat(talk.said(chat).getLast()).startsWith("assistant: Pair: ");
        twoAgentsHaveReportedOnce(chat, old);
    }

    @Test
    void atTheWaitItIsTakenUp() throws InterruptedException {
        ChatId chat = waiting();
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 3));
        letGo(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isEqualTo(old);
        assertThat(talk.said(chat).getLast()).startsWith("assistant: Pair: ");
        twoAgentsHaveReportedOnce(chat, old);
    }

    @Test
    void whatWasReportedOnTheOldBranchIsReportedOnTheNewOne() throws InterruptedException {
        ChatId chat = waiting();
        letGo(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        BranchId old = talk.view(chat).branchId();
        runs.reset(chat, runs.after(chat, "Tool_Run", 2));
        awaitCalls(chat, "wait_agent", 2);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).branchId()).isNotEqualTo(old);
        twoAgentsHaveReportedOnce(chat, old);
    }

    @Test
    void anAgentsOwnRunMayBeReset() throws InterruptedException {
        ChatId chat = waiting();
        ChatId agent = agents.of(talk.person(), chat).getFirst().id();
        BranchId old = talk.view(agent).branchId();
        runs.reset(agent, runs.atClaim(agent, 1));
        talk.awaitSaid(agent, "assistant: Counted already.");
        letGo(chat);
        talk.awaitStatus(chat, ChatStatus.IDLE);

        assertThat(talk.view(agent).branchId()).isNotEqualTo(old);
        assertThat(results(chat).getLast()).contains("Counted already.", "Report of b.");
        assertThat(counted(chat)).isEqualTo("a b bb");
        talk.assertWhole(agent);
        talk.assertWhole(chat);
    }

    /** A chat whose two agents have counted themselves, and which waits for them. */
    private ChatId waiting() throws InterruptedException {
        ChatId chat = begin("pair counted", "scripted/agents", null);
        awaitCalls(chat, "wait_agent", 1);
        for (AgentView agent : agents.of(talk.person(), chat)) {
            talk.awaitToolStarted(agent.id());
        }
        awaitWorkspace(chat);
        run(chat, "until [ $(wc -l < counted) = 2 ]; do sleep 0.05; done");
        return chat;
    }

    private void awaitWorkspace(ChatId chat) throws InterruptedException {
        talk.awaitEvent(
                chat,
                it -> it instanceof ChatEvent.WorkspaceState now && now.state().equals("ready"));
    }

    private void letGo(ChatId chat) throws InterruptedException {
        run(chat, "touch go");
    }

    private String counted(ChatId chat) throws InterruptedException {
        return results(run(chat, "sort counted | xargs echo"))
                .getLast()
                .replaceAll("(?s).*\"output\":\"([a-z ]+)\\\\n\".*", "$1");
    }

    /** Runs a command in the workspace of that chat, by another one. */
    private ChatId run(ChatId chat, String command) throws InterruptedException {
        ChatId other = begin("run " + command, "scripted/verbs", chat);
        talk.awaitStatus(other, ChatStatus.IDLE);
        return other;
    }

    private ChatId begin(String text, String model, @Nullable ChatId beside) {
        NewChat request =
                new NewChat(
                        null,
                        NewMessage.of(text),
                        ModelRef.of(model),
                        null,
                        null,
                        null,
                        beside == null ? null : talk.view(beside).workspaceId(),
                        Map.of(),
                        ChatOptions.DEFAULT);
        return chats.create(talk.person(), request).id();
    }

    private void awaitCalls(ChatId chat, String tool, int times) throws InterruptedException {
        int[] seen = {0};
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.ToolCallRequested call
                                && call.name().equals(tool)
                                && ++seen[0] == times);
    }

    private void twoAgentsHaveReportedOnce(ChatId chat, BranchId old) throws InterruptedException {
        List<AgentView> found = agents.of(talk.person(), chat);
        assertThat(found).hasSize(2).allMatch(it -> it.state() == AgentState.FINISHED);
        assertThat(results(chat).getLast()).contains("Report of a.", "Report of b.");
        assertThat(counted(chat)).isEqualTo("a aa b bb");
        talk.assertWhole(chat);
        Conversation.assertWhole(talk.transcript(chat, old));
        found.forEach(agent -> talk.assertWhole(agent.id()));
    }

    private List<String> notices(ChatId chat) {
        return parts(chat, Part.Notice.class).map(Part.Notice::text).toList();
    }

    private List<String> results(ChatId chat) {
        return parts(chat, Part.ToolResult.class).map(Part.ToolResult::output).toList();
    }

    private <T extends Part> Stream<T> parts(ChatId chat, Class<T> type) {
        return talk.transcript(chat).stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast);
    }
}
