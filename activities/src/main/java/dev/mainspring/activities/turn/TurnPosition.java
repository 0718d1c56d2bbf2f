package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.Next;
import dev.mainspring.workflows.ToolCallRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells from rows alone what a turn does next: any run can take it up where it stands. */
@Component
class TurnPosition {

    /** Messages looked at from the end: the turn's last one is nearly always the very last. */
    private static final int NEWEST = 2;

    /** Looked at where notices stand behind it. */
    private static final int NEWEST_BEHIND_NOTICES = 50;

    private final MessageRows messages;
    private final ToolCallRows calls;

    TurnPosition(MessageRows messages, ToolCallRows calls) {
        this.messages = messages;
        this.calls = calls;
    }

    Next next(Turn turn) {
        if (turn.resetStep() != null) {
            return new Next.CallModel(turn.resetStep());
        }
        if (turn.compaction()) {
            return last(turn, NEWEST).isPresent()
                    ? new Next.End(StopReason.END_TURN, null)
                    : new Next.Compact();
        }
        return last(turn, NEWEST)
                .or(() -> last(turn, NEWEST_BEHIND_NOTICES))
                .map(last -> after(turn, last))
                .orElseGet(() -> new Next.CallModel(Math.max(1, turn.step())));
    }

    private Optional<Message> last(Turn turn, int among) {
        return messages.before(turn.branchId(), Integer.MAX_VALUE, among).reversed().stream()
                .filter(message -> turn.id().equals(message.turnId()))
                .findFirst();
    }

    private Next after(Turn turn, Message last) {
        return switch (last.role()) {
            case USER -> new Next.CallModel(Math.max(stepOf(last), Math.max(1, turn.step())));
            case ASSISTANT -> afterAnswer(last);
            case TOOL ->
                    new Next.CallModel(
                            Math.max(turn.step(), Objects.requireNonNull(last.step()) + 1));
        };
    }

    /** A summary names the step it was made for; a person's message has none. */
    private static int stepOf(Message message) {
        return message.step() == null ? 1 : message.step();
    }

    /** The calls of the turn's newest message; none unless it is an answer. */
    List<Call> asked(Turn turn) {
        return last(turn, NEWEST)
                .or(() -> last(turn, NEWEST_BEHIND_NOTICES))
                .map(calls::askedBy)
                .orElseGet(List::of);
    }

    private Next afterAnswer(Message answer) {
        List<Call> asked = calls.askedBy(answer);
        if (asked.isEmpty()) {
            return new Next.End(StopReason.END_TURN, null);
        }
        return new Next.RunTools(
                Objects.requireNonNull(answer.step()),
                asked.stream().filter(call -> !call.ended()).map(TurnPosition::ref).toList());
    }

    static ToolCallRef ref(Call call) {
        return new ToolCallRef(call.id(), call.summary(), call.kind());
    }
}
