package dev.mainspring.chat;

import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param id the caller's choice, which makes sending idempotent
 */
public record NewMessage(@Nullable MessageId id, List<Part> parts, @Nullable Delivery delivery) {

    public NewMessage {
        parts = List.copyOf(parts);
    }

    public static NewMessage of(String text) {
        return new NewMessage(null, List.of(new Part.Text(text)), null);
    }
}
