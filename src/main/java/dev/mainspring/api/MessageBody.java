package dev.mainspring.api;

import dev.mainspring.chat.NewMessage;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message to send.
 *
 * @param id the caller's choice; the same again gets the same answer
 * @param delivery when a chat at work hears it; {@code steer} by default
 * @param reasoningEffort of the turn that it begins; the chat's by default
 */
record MessageBody(
        @Nullable MessageId id,
        List<PartBody> parts,
        @Nullable Delivery delivery,
        @Nullable ReasoningEffort reasoningEffort) {

    NewMessage message(String field) {
        List<PartBody> bodies = Fields.require(field, parts);
        List<Part> checked = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            checked.add(bodies.get(i).part(field + "[" + i + "]"));
        }
        return new NewMessage(id, checked, delivery, reasoningEffort);
    }
}
