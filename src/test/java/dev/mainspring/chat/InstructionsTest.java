package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainspring.activities.turn.PromptSection;
import dev.mainspring.config.DataFolder;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.testing.ProductTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a workspace and a deployment tell the agent, and what becomes of it when they go. */
@ProductTest
@Timeout(120)
class InstructionsTest {

    private static final String MODEL = "scripted/context";

    @Autowired Conversation talk;
    @Autowired ChatRows rows;
    @Autowired WorkspaceOrders workspaces;
    @Autowired List<PromptSection> sections;
    @Autowired DataFolder data;
    @Autowired Chats chats;
    @Autowired JdbcClient jdbc;

    private String prompt(ChatId chat) {
        ChatRow row = rows.find(chat).orElseThrow();
        return sections.stream()
                .map(section -> section.of(row))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n"));
    }

    private String result(ChatId chat, String request) throws InterruptedException {
        talk.send(chat, request, Delivery.STEER);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        return talk.transcript(chat).stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .filter(Part.ToolResult.class::isInstance)
                .map(part -> ((Part.ToolResult) part).output())
                .reduce("", (earlier, later) -> later);
    }

    @Test
    void instructionFilesAreInThePromptAndNestedOnesComeWithTheirFolder()
            throws InterruptedException {
        ChatId chat =
                talk.begin(
                        "run echo 'Use tabs.' > AGENTS.md && ln -s AGENTS.md CLAUDE.md"
                                + " && mkdir -p web/app && echo 'Use semicolons.' > web/CLAUDE.md"
                                + " && echo hi > web/app/x.txt",
                        MODEL);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        String first = result(chat, "read web/app/x.txt");
        assertThat(prompt(chat)).containsOnlyOnce("Use tabs.").contains("workspace/AGENTS.md");
        assertThat(prompt(chat)).doesNotContain("semicolons");
        assertThat(first).contains("Use semicolons.", "web/CLAUDE.md");
        assertThat(result(chat, "read web/app/x.txt")).doesNotContain("semicolons");
    }

    @Test
    void skillsOfWorkspaceAndDeploymentAreListedAndRead() throws InterruptedException, IOException {
        Path own = Files.createDirectories(data.path().resolve("skills/release"));
        Files.writeString(
                own.resolve("SKILL.md"),
                "---\nname: release\ndescription: How we release\n---\nTag, then push.\n");
        Files.writeString(own.resolve("steps.md"), "one, two");
        ChatId chat =
                talk.begin(
                        "run mkdir -p .agents/skills/tests && printf -- '---\\nname: testing\\n"
                                + "description: How to test\\n---\\nRun all.\\n'"
                                + " > .agents/skills/tests/SKILL.md",
                        MODEL);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        String read = result(chat, "skill testing SKILL.md");
        await().atMost(Duration.ofSeconds(30)) // a new skill is seen after ten
                .untilAsserted(() ->
                        assertThat(prompt(chat))
                                .contains("- testing: How to test", "- release: How we release"));
        assertThat(read).contains("Run all.");
        assertThat(result(chat, "skill release steps.md")).contains("one, two");
        assertThat(result(chat, "skill release ../../keys")).contains("no file within");
        assertThat(result(chat, "skill testing /etc/passwd")).contains("no file within");
        assertThat(result(chat, "skill nothing SKILL.md")).contains("there is no skill 'nothing'");
    }

    @Test
    void afterItsWorkspaceIsDeletedAChatGoesOnInANewOne() throws InterruptedException {
        ChatId chat =
                talk.begin(
                        "run git init -q -b fix-build app && cd app && git config user.email a@b.c"
                                + " && git config user.name A && git commit -q --allow-empty -m x",
                        MODEL);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        WorkspaceId first = Objects.requireNonNull(talk.view(chat).workspaceId());
        workspaces.request(talk.person(), first, WorkspaceVerb.DELETE);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.WorkspaceState state
                                && state.state().equals(WorkspaceState.DELETED.wire()));
        assertThat(prompt(chat)).contains("was deleted", "branch `fix-build` at commit");
        assertThat(result(chat, "run ls -A; echo end")).contains("end").doesNotContain("app");
        assertThat(talk.view(chat).workspaceId()).isNotEqualTo(first);
        assertThat(prompt(chat)).contains("anew from the template 'local'", "`fix-build`");
        assertThat(talk.said(chat)).hasSize(4);
    }

    @Test
    void aMessageSetsTheEffortOfTheTurnItBegins() throws InterruptedException {
        ChatId chat = talk.begin("one", MODEL);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        List<Part> two = List.of(new Part.Text("two"));
        chats.send(talk.person(), chat, new NewMessage(null, two, null, ReasoningEffort.HIGH));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(
                        jdbc.sql(
                                        """
                                        select reasoning_effort from turn where chat_id = :chat
                                        order by number
                                        """)
                                .param("chat", chat.value())
                                .query(String.class)
                                .list())
                .containsExactly(null, "high");
    }

    @Test
    void aSilentStreamIsTriedAgain() throws InterruptedException {
        ChatId chat = talk.begin("hello", "scripted/silent");
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.StatusChanged changed
                                && changed.status() == ChatStatus.RETRYING
                                && Objects.requireNonNull(changed.error()).kind()
                                        == ErrorKind.STREAM_SILENCE);
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.said(chat)).containsExactly("user: hello", "assistant: Here I am again.");
    }
}
