package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatOptions;
import dev.mainspring.testing.ProductTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The agent makes, stops and starts its workspace: real Temporal, database and sandbox. */
@ProductTest
class PlatformToolsTest {

    @Autowired Conversation talk;
    @Autowired Chats chats;

    private List<String> results(String request) throws InterruptedException {
        ChatId chat =
                chats.create(
                                talk.person(),
                                new NewChat(
                                        null,
                                        NewMessage.of(request),
                                        ModelRef.of("scripted/platform"),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Map.of(),
                                        ChatOptions.DEFAULT))
                        .id();
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.awaitEvent(chat, ChatEvent.WorkspaceState.class::isInstance);
        return talk.transcript(chat).stream()
                .map(Message::parts)
                .flatMap(List::stream)
                .filter(Part.ToolResult.class::isInstance)
                .map(part -> ((Part.ToolResult) part).output().toString())
                .toList();
    }

    @Test
    void theAgentChoosesMakesStopsAndStartsItsWorkspace() throws InterruptedException {
        List<String> results = results("tour");

        assertThat(results.get(0)).contains("this chat has no workspace");
        assertThat(results.get(1)).contains("\"id\":\"local\"", "\"recommended\":true");
        assertThat(results.get(2)).contains("\"templates\":[]", "\"total\":0");
        assertThat(results.get(3)).contains("\"network\":\"internet\"", "\"parameters\":[]");
        assertThat(results.get(4)).contains("there is no template 'nowhere'");
        assertThat(results.get(5)).contains("template 'local' has no parameter 'size'");
        assertThat(results.get(6)).contains("there is no template 'Not An Id'");
        assertThat(results.get(7))
                .contains("\"name\":\"tour\"", "\"state\":\"ready\"", "/home/agent/workspace");
        assertThat(results.get(8)).contains("\"name\":\"tour\"", "nothing was made");
        assertThat(results.get(10)).contains("\"state\":\"stopped\"");
        assertThat(results.get(11)).contains("\"state\":\"ready\"");
        assertThat(results.get(12)).contains("kept");
    }

    @Test
    void aBackgroundProcessIsThereForTheNextCommand() throws InterruptedException {
        List<String> results = results("background");

        assertThat(results.get(1)).contains("alive");
    }

    @Test
    void aToolStartsAStoppedWorkspaceByItself() throws InterruptedException {
        List<String> made = results("stop and run");

        assertThat(made.get(0)).contains("this chat has no workspace");
        assertThat(made.get(1)).contains("started by itself");
    }
}
