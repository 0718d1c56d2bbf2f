package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names a chat. */
public record ChatId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChatId {}

    public static ChatId random() {
        return new ChatId(UUID.randomUUID());
    }

    /**
     * Reads the canonical form.
     *
     * @throws IllegalArgumentException if the text is not a UUID
     */
    public static ChatId of(String text) {
        return new ChatId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
