package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.activities.tools.Offer;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.Usage;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ModelCallRows;
import dev.mainspring.store.Partials;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Standing;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.ModelReply;
import dev.mainspring.workflows.ModelStep;
import dev.mainspring.workflows.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is stored before a model call and after it. */
@Component
class ModelSteps {

    private final FencedChats chats;
    private final TurnRows turns;
    private final TurnPosition position;
    private final StepResults results;
    private final QueueRows queue;
    private final ToolCallRows calls;
    private final ModelCallRows modelCalls;
    private final Partials partials;
    private final CompactionRule compaction;
    private final Resets resets;

    ModelSteps(
            FencedChats chats,
            TurnRows turns,
            TurnPosition position,
            StepResults results,
            QueueRows queue,
            ToolCallRows calls,
            ModelCallRows modelCalls,
            Partials partials,
            CompactionRule compaction,
            Resets resets) {
        this.chats = chats;
        this.turns = turns;
        this.position = position;
        this.results = results;
        this.queue = queue;
        this.calls = calls;
        this.modelCalls = modelCalls;
        this.partials = partials;
        this.compaction = compaction;
        this.resets = resets;
    }

    /** What came of preparing a call. */
    sealed interface Prepared {

        /**
         * The call is to be made.
         *
         * @param position of the message to come
         * @param effort absent: the provider decides
         */
        record Call(
                ChatRow chat,
                BranchId branch,
                int position,
                UUID lease,
                @Nullable ReasoningEffort effort,
                Instant startedAt)
                implements Prepared {}

        /** Calls that a Reset leaves behind run still: end them, then prepare again. */
        record LeftBehind(List<ToolCallRows.Call> calls) implements Prepared {}

        /** There is an answer already, or none is wanted any more. */
        record Settled(ModelReply reply) implements Prepared {}
    }

    /** Commits the last step's results, delivers what steers, and takes the pen. */
    Prepared prepare(ModelStep step) {
        return chats.in(step.run(), tx -> prepare(tx, step));
    }

    private Prepared prepare(ChatTx tx, ModelStep step) {
        resets.atModelCall(tx, step);
        Standing standing = running(tx, step);
        Turn turn = standing.turn();
        if (turn.resetStep() != null) {
            List<Call> left = calls.running(tx.chat().id());
            if (!left.isEmpty()) {
                return new Prepared.LeftBehind(left);
            }
            turn = resets.begin(tx, turn);
        }
        if (standing.stopping()) {
            return new Prepared.Settled(new ModelReply.Interrupted());
        }
        TurnPosition.Standing now = position.of(tx, turn);
        if (now.next() instanceof Next.End
                || (now.next() instanceof Next.RunTools t && t.step() == step.step())) {
            return new Prepared.Settled(answered(now.asked()));
        }
        if (now.next() instanceof Next.RunTools) {
            results.append(tx, now.asked());
        }
        if (step.mayCompact() && compaction.isDue(tx, turn)) {
            return new Prepared.Settled(new ModelReply.TooLong());
        }
        boolean again = turn.lease() != null && turn.step() == step.step();
        if (standing.waiting()) {
            steer(tx, turn);
        }
        UUID lease = UUID.randomUUID();
        turns.lease(turn.id(), step.step(), lease);
        if (again) {
            partials.clear(tx.chat().id());
        }
        if (tx.status() != ChatStatus.RUNNING) {
            tx.status(ChatStatus.RUNNING, null, null);
        }
        tx.event(
                again
                        ? new ChatEvent.StepRestarted(turn.id(), step.step())
                        : new ChatEvent.StepStarted(turn.id(), step.step()));
        int at = tx.head(turn.branchId()) + 1;
        ReasoningEffort effort = turn.effort() == null ? tx.chat().effort() : turn.effort();
        return new Prepared.Call(tx.chat(), turn.branchId(), at, lease, effort, tx.now());
    }

    private void steer(ChatTx tx, Turn turn) {
        List<QueueRows.Item> waiting =
                queue.waiting(tx.chat().id()).stream()
                        .filter(item -> item.delivery() == Delivery.STEER && item.from() == null)
                        .toList();
        for (QueueRows.Item item : waiting) {
            queue.moveTo(tx, item.id(), "delivered");
            tx.append(item.id(), Role.USER, item.parts(), turn.id(), null, null, null);
        }
        if (!waiting.isEmpty()) {
            queue.announce(tx);
        }
    }

    /**
     * Stores how the call ended, if this attempt still has the pen.
     *
     * @param offer what the model could ask for
     */
    ModelReply record(ModelStep step, Prepared.Call call, ModelOutcome outcome, Offer offer) {
        return chats.in(step.run(), tx -> record(tx, step, call, outcome, offer));
    }

    private ModelReply record(
            ChatTx tx, ModelStep step, Prepared.Call call, ModelOutcome outcome, Offer offer) {
        Standing standing = running(tx, step);
        if (!call.lease().equals(standing.turn().lease())) {
            throw new SupersededException(tx.chat().id(), "attempt " + call.lease());
        }
        ModelReply reply =
                switch (outcome) {
                    case ModelOutcome.Answered answer ->
                            recordAnswer(tx, step, call, answer, offer);
                    case ModelOutcome.Failed failed -> recordFailure(tx, step, call, failed);
                    case ModelOutcome.Interrupted stopped -> {
                        keep(tx, step, call, stopped.partial());
                        note(tx, step, call, "interrupted", stopped.usage());
                        yield new ModelReply.Interrupted();
                    }
                };
        if (standing.partial()) {
            partials.clear(tx.chat().id());
        }
        return reply;
    }

    private ModelReply recordAnswer(
            ChatTx tx,
            ModelStep step,
            Prepared.Call call,
            ModelOutcome.Answered answer,
            Offer offer) {
        List<Part> parts = answer.parts().stream().map(part -> withSummary(part, offer)).toList();
        Message message =
                tx.append(
                        MessageId.random(),
                        Role.ASSISTANT,
                        parts,
                        step.turn(),
                        step.step(),
                        call.chat().model(),
                        answer.usage());
        List<Call> asked = asked(step, message, offer);
        for (Call it : asked) {
            calls.insert(it);
            tx.event(
                    new ChatEvent.ToolCallRequested(
                            it.id(), it.name(), it.summary(), it.input(), it.step()));
        }
        tx.event(new ChatEvent.UsageUpdated(note(tx, step, call, "answered", answer.usage())));
        return new ModelReply.Answered(asked.stream().map(TurnPosition::ref).toList());
    }

    private ModelReply recordFailure(
            ChatTx tx, ModelStep step, Prepared.Call call, ModelOutcome.Failed failed) {
        note(tx, step, call, failed.kind().wire(), failed.usage());
        if (step.mayCompact() && failed.kind() == ErrorKind.CONTEXT_OVERFLOW) {
            return new ModelReply.TooLong();
        }
        TurnError error = new TurnError(failed.kind(), failed.message(), failed.retryable());
        Duration after = failed.retryAfter();
        return new ModelReply.Failed(error, after == null ? null : after.toMillis());
    }

    /** A partial answer asks for nothing: what calls it holds were never run. */
    private void keep(ChatTx tx, ModelStep step, Prepared.Call call, List<Part> partial) {
        List<Part> said = partial.stream().filter(p -> !(p instanceof Part.ToolCall)).toList();
        if (!said.isEmpty()) {
            tx.append(
                    MessageId.random(),
                    Role.ASSISTANT,
                    said,
                    step.turn(),
                    step.step(),
                    call.chat().model(),
                    null);
        }
    }

    /** What the chat has used, with this call. */
    private Usage note(ChatTx tx, ModelStep step, Prepared.Call call, String outcome, Usage usage) {
        return modelCalls.insert(
                tx,
                step.turn(),
                step.step(),
                call.chat().model(),
                outcome,
                usage,
                call.startedAt());
    }

    private static Part withSummary(Part part, Offer offer) {
        if (!(part instanceof Part.ToolCall call)) {
            return part;
        }
        String summary = offer.summary(call.name(), call.input());
        return new Part.ToolCall(
                call.id(), call.providerId(), call.name(), call.input(), summary, call.raw());
    }

    private static List<Call> asked(ModelStep step, Message message, Offer offer) {
        List<Call> asked = new ArrayList<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.ToolCall call) {
                asked.add(requested(step, message, asked.size(), call, offer));
            }
        }
        return asked;
    }

    private static Call requested(
            ModelStep step, Message message, int ordinal, Part.ToolCall call, Offer offer) {
        return new Call(
                call.id(),
                step.run().chat(),
                step.turn(),
                message.branchId(),
                message.position(),
                ordinal,
                step.step(),
                call.providerId(),
                call.name(),
                offer.kind(call.name()),
                String.valueOf(call.summary()),
                call.input(),
                ToolState.REQUESTED,
                null,
                null,
                null,
                List.of(),
                false,
                message.createdAt(),
                null,
                null);
    }

    private static ModelReply answered(List<Call> asked) {
        return new ModelReply.Answered(asked.stream().map(TurnPosition::ref).toList());
    }

    private Standing running(ChatTx tx, ModelStep step) {
        return turns.standing(tx, step.turn())
                .filter(it -> it.turn().running() && it.turn().id().equals(tx.turn()))
                .orElseThrow(() -> new SupersededException(tx.chat().id(), "turn " + step.turn()));
    }
}
