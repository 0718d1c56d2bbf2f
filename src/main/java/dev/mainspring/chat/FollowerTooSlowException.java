package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;

/** News of a chat came faster than they were read; follow anew from the last seq. */
public final class FollowerTooSlowException extends RuntimeException {
    FollowerTooSlowException(ChatId chat) {
        super("too slow to follow chat " + chat);
    }
}
