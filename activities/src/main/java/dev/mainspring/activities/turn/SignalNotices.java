package dev.mainspring.activities.turn;

import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.QueueRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells in the chat what came through Temporal and could not be taken. */
@Component
class SignalNotices {

    private final QueueRows queue;

    SignalNotices(QueueRows queue) {
        this.queue = queue;
    }

    /**
     * A notice is a message of its own; no model sees it, so it may stand anywhere.
     *
     * @param key the same again leaves no second notice
     */
    void drop(ChatTx tx, String key, String text) {
        String name = tx.chat().id() + " " + key + " notice";
        MessageId id = new MessageId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        if (queue.find(id).isPresent()) {
            return;
        }
        queue.addDelivered(tx, id);
        List<Part> parts = List.of(new Part.Notice("signal_dropped", text));
        tx.append(id, Role.USER, parts, null, null, null, null);
    }
}
