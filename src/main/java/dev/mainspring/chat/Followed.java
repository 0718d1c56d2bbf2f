package dev.mainspring.chat;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StoredEvent;
import java.time.Instant;

/** What who follows a chat hears. */
public sealed interface Followed {

    ChatEvent event();

    /** An event that stays and can be read again from its seq. */
    record Durable(StoredEvent stored) implements Followed {
        @Override
        public ChatEvent event() {
            return stored.event();
        }
    }

    /** An event of this moment. */
    record Live(ChatId chatId, Instant at, ChatEvent event) implements Followed {}
}
