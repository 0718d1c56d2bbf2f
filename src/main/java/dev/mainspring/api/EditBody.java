package dev.mainspring.api;

import dev.mainspring.chat.NewMessage;
import dev.mainspring.conversation.MessageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sent message, said anew.
 *
 * @param id of the new message, the caller's choice; the same again gets the same answer
 */
record EditBody(@Nullable MessageId id, List<PartBody> parts) {

    NewMessage message() {
        return new MessageBody(id, parts, null, null).message("parts");
    }
}
