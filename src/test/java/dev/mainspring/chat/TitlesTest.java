package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.testing.ProductTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What a cheap model does beside the conversation. */
@ProductTest
@TestPropertySource(properties = "mainspring.cheap-model=scripted/names")
class TitlesTest {

    @Autowired Conversation talk;
    @Autowired ChatControls controls;
    @Autowired ChatContexts contexts;

    private void awaitTitle(ChatId chat, String title) throws InterruptedException {
        talk.awaitEvent(
                chat, it -> it instanceof ChatEvent.TitleChanged now && now.title().equals(title));
    }

    @Test
    void aChatIsNamedAfterItsFirstAnswer() throws InterruptedException {
        ChatId chat = talk.begin("say mend the build, please");
        assertThat(talk.view(chat).title()).isEqualTo("say mend the build, please");
        awaitTitle(chat, "Mend the build");
        assertThat(talk.view(chat).title()).isEqualTo("Mend the build");
    }

    @Test
    void aTitleThatAPersonSetStays() throws InterruptedException {
        ChatId chat = talk.begin("run sleep 1");
        controls.change(talk.person(), chat, ChatChanges.title("Mine"));
        talk.awaitStatus(chat, ChatStatus.IDLE);
        talk.send(chat, "say more", Delivery.STEER);
        talk.awaitSaid(chat, "assistant: You said more.");
        talk.awaitStatus(chat, ChatStatus.IDLE);
        assertThat(talk.view(chat).title()).isEqualTo("Mine");
    }

    @Test
    void theCheapModelSummarises() throws InterruptedException {
        ChatId chat = talk.begin(Conversation.lengthy("say hello"));
        awaitTitle(chat, "Mend the build");
        contexts.compact(talk.person(), chat);
        talk.awaitEvent(
                chat,
                it ->
                        it instanceof ChatEvent.MessageCommitted committed
                                && ModelContext.compaction(committed.message())
                                        .filter(part -> part.summary().startsWith("A short talk."))
                                        .isPresent());
        talk.awaitStatus(chat, ChatStatus.IDLE);
    }
}
