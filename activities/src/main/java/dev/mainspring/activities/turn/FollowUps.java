package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.Incoming;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.QueueRows;
import dev.mainspring.workflows.FollowUp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Messages that came straight through Temporal. A bad one leaves a notice and nothing else. */
@Component
class FollowUps {

    /** What is larger belongs into the database, through our API. */
    private static final int MAX_BYTES = 48 * 1024;

    private final Incoming incoming;
    private final QueueRows queue;
    private final MessageRows messages;
    private final SignalNotices notices;

    FollowUps(Incoming incoming, QueueRows queue, MessageRows messages, SignalNotices notices) {
        this.incoming = incoming;
        this.queue = queue;
        this.messages = messages;
        this.notices = notices;
    }

    boolean accept(ChatTx tx, FollowUp message) {
        Optional<String> problem = problem(message);
        if (problem.isPresent()) {
            return drop(tx, message, problem.get());
        }
        MessageId id = MessageId.of(String.valueOf(message.id()));
        if (queue.find(id).isPresent() || messages.exists(id)) {
            return false;
        }
        if (tx.chat().archivedAt() != null) {
            return drop(tx, message, "the chat is archived");
        }
        if (queue.load(tx.chat().id()).full()) {
            return drop(tx, message, "too much waits to be read already");
        }
        List<Part> parts = List.of(new Part.Text(String.valueOf(message.text())));
        Delivery delivery =
                message.delivery() == null ? Delivery.STEER : Delivery.of(message.delivery());
        incoming.accept(tx, id, delivery, parts, "signal");
        return true;
    }

    private boolean drop(ChatTx tx, FollowUp message, String why) {
        notices.drop(
                tx,
                message.id() + " " + message.delivery(),
                "A message sent through Temporal was dropped: " + why);
        return false;
    }

    private static Optional<String> problem(FollowUp message) {
        if (FollowUp.TOO_LARGE.equals(message.delivery())) {
            return Optional.of(
                    "it is too large: a text has at most "
                            + MAX_BYTES
                            + " bytes, and 60 KiB as JSON; send it through the API");
        }
        if (message.id() == null || !isUuid(message.id())) {
            return Optional.of("its id is '" + message.id() + "', must be a UUID");
        }
        String text = message.text();
        if (text == null || text.isBlank()) {
            return Optional.of("its text is empty");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return Optional.of("its text has " + bytes + " bytes, at most " + MAX_BYTES);
        }
        return message.delivery() == null || isDelivery(message.delivery())
                ? Optional.empty()
                : Optional.of(
                        "its delivery is '"
                                + message.delivery()
                                + "', must be steer, queue or interrupt");
    }

    private static boolean isUuid(String text) {
        try {
            return java.util.UUID.fromString(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isDelivery(String text) {
        try {
            return Delivery.of(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
