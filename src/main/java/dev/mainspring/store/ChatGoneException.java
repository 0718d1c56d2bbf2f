package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;

/** There is no such chat, or no longer. */
public final class ChatGoneException extends RuntimeException {
    public ChatGoneException(ChatId id) {
        super("no chat " + id);
    }
}
