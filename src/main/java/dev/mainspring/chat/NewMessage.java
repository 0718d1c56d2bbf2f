package dev.mainspring.chat;

import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param id the caller's choice, which makes sending idempotent
 * @param effort of the turn that it begins; null = the chat's
 */
public record NewMessage(
        @Nullable MessageId id,
        List<Part> parts,
        @Nullable Delivery delivery,
        @Nullable ReasoningEffort effort) {

    public NewMessage {
        parts = List.copyOf(parts);
    }

    public NewMessage(@Nullable MessageId id, List<Part> parts, @Nullable Delivery delivery) {
        this(id, parts, delivery, null);
    }

    /** The same message with its parts as they are known to us. */
    NewMessage with(List<Part> known) {
        return new NewMessage(id, known, delivery, effort);
    }

    public static NewMessage of(String text) {
        return new NewMessage(null, List.of(new Part.Text(text)), null);
    }
}
