package dev.mainspring.ui.chat;

import dev.mainspring.conversation.ChatId;
import java.util.Optional;
import java.util.UUID;

/** A chat's id in an address. */
public final class ChatAddress {

    private ChatAddress() {}

    /** Empty where the text is no id in its canonical form. */
    public static Optional<ChatId> read(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(new ChatId(id)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
