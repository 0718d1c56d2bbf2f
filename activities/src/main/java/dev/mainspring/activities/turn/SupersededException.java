package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatId;

/** The writer is no longer the one that may write to the chat: another run or attempt is. */
final class SupersededException extends RuntimeException {
    SupersededException(ChatId chat, String writer) {
        super(writer + " may write to chat " + chat + " no longer");
    }
}
