package dev.mainspring.ui.chat;

import dev.mainspring.chat.NewMessage;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.UserId;
import java.util.List;

/** What the composer of an open chat does. */
record Talk(ChatServices services, UserId user, ChatId chat) implements Composer.Actions {

    @Override
    public void send(List<Part> parts, Delivery delivery) {
        services.chats().send(user, chat, new NewMessage(null, parts, delivery));
    }

    @Override
    public void stop() {
        services.controls().interrupt(user, chat);
    }
}
