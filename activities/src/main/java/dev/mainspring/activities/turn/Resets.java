package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.store.Branching;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.Partials;
import dev.mainspring.store.Requests;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.store.Writers;
import dev.mainspring.workflows.ModelStep;
import dev.mainspring.workflows.Next;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.TurnEnd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A Reset of a chat's run in Temporal: its first write tells which step of which turn it stands
 * before. Where rows are further on, the turn is taken up there again, on a new branch; what was
 * done after that point stays done, and the model is told of it.
 */
@Component
class Resets {

    private final TurnRows turns;
    private final TurnPosition position;
    private final MessageRows messages;
    private final InterruptRows interrupts;
    private final Requests requests;
    private final Partials partials;
    private final StepResults results;
    private final Branching branching;

    Resets(
            TurnRows turns,
            TurnPosition position,
            MessageRows messages,
            InterruptRows interrupts,
            Requests requests,
            Partials partials,
            StepResults results,
            Branching branching) {
        this.turns = turns;
        this.position = position;
        this.messages = messages;
        this.interrupts = interrupts;
        this.requests = requests;
        this.partials = partials;
        this.results = results;
        this.branching = branching;
    }

    /** Before a claim: the turn that followed is played again from its first model call. */
    void atClaim(ChatTx tx, RunRef run, @Nullable Integer after) {
        if (isFirstWord(tx, run)) {
            Optional<Turn> next =
                    after == null
                            ? turns.firstWrittenBy(tx.chat().id(), run.originalRunId())
                            : turns.firstAfter(tx.chat().id(), after);
            next.ifPresent(turn -> takeUp(tx, turn, 1));
        }
    }

    /** Before a model call: it is made again. */
    void atModelCall(ChatTx tx, ModelStep step) {
        if (isFirstWord(tx, step.run())) {
            turns.find(step.turn()).ifPresent(turn -> takeUp(tx, turn, step.step()));
        }
    }

    /** Before a summary within a turn: where it is there already, it is used. */
    void atCompaction(ChatTx tx, ModelStep step) {
        turns.find(step.turn())
                .filter(turn -> !turn.compaction())
                .ifPresent(turn -> atModelCall(tx, step));
    }

    /** Before a tool call: its receipt stands, and the model is called again after it. */
    void atToolCall(ChatTx tx, RunRef run, Call call) {
        if (isFirstWord(tx, run) && call.ended()) {
            turns.find(call.turnId())
                    .filter(turn -> !isAtTools(tx, turn, call.step()))
                    .ifPresent(turn -> takeUp(tx, turn, call.step() + 1));
        }
    }

    /** Before the end of a turn: the turn that followed is played again. */
    void atFinish(ChatTx tx, TurnEnd end) {
        if (isFirstWord(tx, end.run())) {
            turns.find(end.turn())
                    .filter(turn -> !turn.running())
                    .flatMap(turn -> turns.firstAfter(tx.chat().id(), turn.number()))
                    .ifPresent(turn -> takeUp(tx, turn, 1));
        }
    }

    private static boolean isFirstWord(ChatTx tx, RunRef run) {
        return run.fromReset()
                && tx.chat().status() != ChatStatus.ARCHIVED
                && Writers.takeReset(tx, run.runId());
    }

    private boolean isAtTools(ChatTx tx, Turn turn, int step) {
        return isAtWork(tx, turn)
                && position.next(tx, turn) instanceof Next.RunTools tools
                && tools.step() == step;
    }

    private static boolean isAtWork(ChatTx tx, Turn turn) {
        return turn.running() && turn.id().equals(tx.turn());
    }

    private void takeUp(ChatTx tx, Turn turn, int step) {
        if (turn.compaction() || (isAtWork(tx, turn) && standsBefore(tx, turn, step))) {
            return;
        }
        turns.find(tx.turn())
                .filter(other -> other.running() && !other.id().equals(turn.id()))
                .map(Turn::id)
                .ifPresent(other -> leave(tx, other));
        interrupts.consume(turn.id(), tx.now());
        requests.withdraw(tx, turn.id());
        turns.takeUp(tx, turn.id(), step);
        partials.clear(tx.chat().id());
        tx.status(ChatStatus.RUNNING, null, null);
    }

    private boolean standsBefore(ChatTx tx, Turn turn, int step) {
        return switch (position.next(tx, turn)) {
            case Next.CallModel call -> call.step() == step;
            case Next.RunTools tools -> tools.step() == step - 1;
            case Next.End _, Next.Compact _ -> false;
        };
    }

    private void leave(ChatTx tx, TurnId turn) {
        interrupts.consume(turn, tx.now());
        requests.withdraw(tx, turn);
        turns.end(tx, turn, StopReason.INTERRUPTED, null);
    }

    /** Begins the branch of a turn that was taken up; nothing of the chat runs any more. */
    Turn begin(ChatTx tx, Turn turn) {
        int step = turn.resetStep() == null ? turn.step() : turn.resetStep();
        results.append(tx);
        int head = tx.head(turn.branchId());
        int from = last(turn, step).orElse(head);
        if (from < head) {
            branching.begin(tx, new BranchPoint(turn.branchId(), from));
            branching.tellWhatRemains(tx);
        } else if (!turn.branchId().equals(tx.branch())) {
            tx.select(turn.branchId());
        }
        return turns.goOn(tx, turn.id(), step);
    }

    /** The position of the turn's last message before the model's answer of that step. */
    private Optional<Integer> last(Turn turn, int step) {
        return messages.ofTurn(turn.branchId(), turn.id()).stream()
                .takeWhile(message -> !answers(message, step))
                .map(Message::position)
                .reduce((before, last) -> last)
                .or(() -> firstAnswer(turn, step));
    }

    /** A turn whose first message is an answer: what an older branch was asked again. */
    private Optional<Integer> firstAnswer(Turn turn, int step) {
        return messages.ofTurn(turn.branchId(), turn.id()).stream()
                .filter(message -> answers(message, step))
                .map(message -> message.position() - 1)
                .findFirst();
    }

    private static boolean answers(Message message, int step) {
        return message.role() == Role.ASSISTANT && message.step() != null && message.step() >= step;
    }
}
