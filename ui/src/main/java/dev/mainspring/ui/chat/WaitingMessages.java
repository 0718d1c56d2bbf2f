package dev.mainspring.ui.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.UserId;
import java.util.List;

/** What the strip of waiting messages does. */
record WaitingMessages(ChatServices services, UserId user, ChatId chat)
        implements QueueStrip.Actions {

    @Override
    public List<Part> parts(MessageId message) {
        return services.queue().get(user, chat, message).parts();
    }

    @Override
    public void write(MessageId message, String text) {
        services.queue().change(user, chat, message, text, null);
    }

    @Override
    public void place(MessageId message, int position) {
        services.queue().change(user, chat, message, null, position);
    }

    @Override
    public void sendNow(MessageId message) {
        services.queue().promote(user, chat, message);
    }

    @Override
    public void delete(MessageId message) {
        services.queue().takeBack(user, chat, message);
    }

    @Override
    public void resume() {
        services.queue().resume(user, chat);
    }
}
