package dev.mainspring.store;

import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.InterruptRows.Reason;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes a message in: into the queue, and whatever its delivery asks for. */
@Component
public class Incoming {

    private final QueueRows queue;
    private final InterruptRows interrupts;
    private final Interruptions interruptions;
    private final Requests requests;

    Incoming(
            QueueRows queue,
            InterruptRows interrupts,
            Interruptions interruptions,
            Requests requests) {
        this.queue = queue;
        this.interrupts = interrupts;
        this.interruptions = interruptions;
        this.requests = requests;
    }

    /** Queues a new chat's first message; whoever made the chat has its workflow started. */
    void begin(ChatTx tx, MessageId id, List<Part> parts) {
        queue.add(tx, id, Delivery.STEER, parts, "agent");
        tx.status(ChatStatus.QUEUED, null, null);
    }

    /**
     * Queues a new message. A chat that rests starts a turn; one that is stopping goes on after.
     */
    public void accept(
            ChatTx tx, MessageId id, Delivery delivery, List<Part> parts, String requestHash) {
        queue.add(tx, id, delivery, parts, requestHash);
        tx.holdQueue(false);
        if (!tx.chat().busy()) {
            tx.status(ChatStatus.QUEUED, null, null);
        } else {
            if (delivery == Delivery.INTERRUPT) {
                interruptions.request(tx, UUID.randomUUID(), Reason.MESSAGE);
            }
            if (tx.chat().status() == ChatStatus.INTERRUPTING) {
                interrupts.goOnAfter(tx);
            } else if (delivery == Delivery.STEER) {
                requests.message(tx);
            }
        }
        tx.outbox(Outbox.Kind.WAKE, tx.chat().id().value(), null);
    }
}
