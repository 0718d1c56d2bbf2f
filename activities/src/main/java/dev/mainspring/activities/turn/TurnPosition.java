package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.store.ChatTx;
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

    /**
     * Where a turn stands.
     *
     * @param asked the calls of its newest message; none unless it is an answer
     */
    record Standing(Next next, List<Call> asked) {}

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

    Next next(ChatTx tx, Turn turn) {
        return of(tx, turn).next();
    }

    Standing of(ChatTx tx, Turn turn) {
        if (turn.resetStep() != null) {
            return callModel(turn.resetStep());
        }
        if (turn.compaction()) {
            return without(
                    newest(tx, turn).isPresent()
                            ? new Next.End(StopReason.END_TURN, null)
                            : new Next.Compact());
        }
        return newest(tx, turn)
                .or(() -> behindNotices(turn))
                .map(last -> after(turn, last))
                .orElseGet(() -> callModel(Math.max(1, turn.step())));
    }

    private Optional<Message> newest(ChatTx tx, Turn turn) {
        return last(turn, messages.newest(tx, turn.branchId(), NEWEST));
    }

    private Optional<Message> behindNotices(Turn turn) {
        return last(
                turn, messages.before(turn.branchId(), Integer.MAX_VALUE, NEWEST_BEHIND_NOTICES));
    }

    private static Optional<Message> last(Turn turn, List<Message> among) {
        return among.reversed().stream()
                .filter(message -> turn.id().equals(message.turnId()))
                .findFirst();
    }

    private Standing after(Turn turn, Message last) {
        return switch (last.role()) {
            case USER -> callModel(Math.max(stepOf(last), Math.max(1, turn.step())));
            case ASSISTANT -> afterAnswer(last);
            case TOOL -> callModel(Math.max(turn.step(), Objects.requireNonNull(last.step()) + 1));
        };
    }

    private static Standing callModel(int step) {
        return without(new Next.CallModel(step));
    }

    private static Standing without(Next next) {
        return new Standing(next, List.of());
    }

    /** A summary names the step it was made for; a person's message has none. */
    private static int stepOf(Message message) {
        return message.step() == null ? 1 : message.step();
    }

    private Standing afterAnswer(Message answer) {
        List<Call> asked = calls.askedBy(answer);
        if (asked.isEmpty()) {
            return without(new Next.End(StopReason.END_TURN, null));
        }
        return new Standing(
                new Next.RunTools(
                        Objects.requireNonNull(answer.step()),
                        asked.stream()
                                .filter(call -> !call.ended())
                                .map(TurnPosition::ref)
                                .toList()),
                asked);
    }

    static ToolCallRef ref(Call call) {
        return new ToolCallRef(call.id(), call.summary(), call.kind());
    }
}
