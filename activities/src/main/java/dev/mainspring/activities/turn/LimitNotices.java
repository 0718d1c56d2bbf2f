package dev.mainspring.activities.turn;

import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.TurnRows.Turn;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells people in the chat which limit has ended a turn; no model sees it. */
@Component
class LimitNotices {

    private static final String REPETITION =
            "The agent made the same call with the same result again and again, also after it was"
                    + " told, so its turn was ended. Tell it what to do differently.";

    private static final String STEPS =
            "The turn was ended after %d model calls, the most of one turn. Send a message to go"
                    + " on.";

    private final MessageRows messages;

    LimitNotices(MessageRows messages) {
        this.messages = messages;
    }

    /** Tells of a turn that ends; the results of its last step are there. */
    void tell(ChatTx tx, Turn turn, StopReason reason) {
        if (reason != StopReason.STEP_LIMIT) {
            return;
        }
        boolean repeats =
                messages.spokenBefore(tx.branch(), Integer.MAX_VALUE)
                        .filter(Repetitions::areRefusedIn)
                        .isPresent();
        Part notice =
                repeats
                        ? new Part.Notice("repetition", REPETITION)
                        : new Part.Notice("step_limit", STEPS.formatted(turn.step()));
        tx.append(MessageId.random(), Role.USER, List.of(notice), null, null, null, null);
    }
}
