package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.Usage;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatSettings;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ContextSize;
import dev.mainspring.store.InterruptRows;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.ModelCallRows;
import dev.mainspring.store.Partials;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.TurnRows;
import dev.mainspring.store.TurnRows.Turn;
import dev.mainspring.workflows.ModelReply;
import dev.mainspring.workflows.ModelStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is stored before a conversation is summarised and after it. */
@Component
class CompactionSteps {

    private static final int NEWEST = 2;

    private final FencedChats chats;
    private final TurnRows turns;
    private final InterruptRows interrupts;
    private final MessageRows messages;
    private final ModelCallRows modelCalls;
    private final Partials partials;
    private final ContextSize size;
    private final ToolCallRows calls;
    private final Resets resets;

    CompactionSteps(
            FencedChats chats,
            TurnRows turns,
            InterruptRows interrupts,
            MessageRows messages,
            ModelCallRows modelCalls,
            Partials partials,
            ContextSize size,
            ToolCallRows calls,
            Resets resets) {
        this.chats = chats;
        this.turns = turns;
        this.interrupts = interrupts;
        this.messages = messages;
        this.modelCalls = modelCalls;
        this.partials = partials;
        this.size = size;
        this.calls = calls;
        this.resets = resets;
    }

    /** What came of beginning. */
    sealed interface Begun {

        /**
         * The summary is to be written.
         *
         * @param tokensBefore of the context, about
         */
        record Compaction(ChatRow chat, Turn turn, long tokensBefore, UUID lease, Instant startedAt)
                implements Begun {}

        /** Calls that a Reset leaves behind run still: end them, then begin again. */
        record LeftBehind(List<ToolCallRows.Call> calls) implements Begun {}

        /** There is a summary already, or none is wanted any more. */
        record Settled(ModelReply reply) implements Begun {}
    }

    /** A summary that a model wrote. */
    record Written(Part.Compaction part, ModelRef by, Usage usage) {}

    /** Takes the turn's pen; the person's wish for a compaction counts as heard. */
    Begun begin(ModelStep step) {
        return chats.in(step.run(), tx -> begin(tx, step));
    }

    private Begun begin(ChatTx tx, ModelStep step) {
        resets.atCompaction(tx, step);
        Turn turn = running(tx, step);
        if (turn.resetStep() != null) {
            List<ToolCallRows.Call> left = calls.running(tx.chat().id());
            if (!left.isEmpty()) {
                return new Begun.LeftBehind(left);
            }
            turn = resets.begin(tx, turn);
        }
        if (interrupts.pending(turn.id()).isPresent()) {
            return new Begun.Settled(new ModelReply.Interrupted());
        }
        if (isDone(turn, step)) {
            return new Begun.Settled(new ModelReply.Answered(List.of()));
        }
        UUID lease = UUID.randomUUID();
        turns.lease(turn.id(), turn.step(), lease);
        partials.clear(tx.chat().id());
        new ChatSettings(tx).options(tx.chat().options().withCompactAsked(false));
        if (tx.status() != ChatStatus.RUNNING) {
            tx.status(ChatStatus.RUNNING, null, null);
        }
        long tokens = size.tokens(tx, turn.branchId());
        tx.event(new ChatEvent.CompactionStarted(turn.id(), tokens));
        return new Begun.Compaction(tx.chat(), turn, tokens, lease, tx.now());
    }

    private boolean isDone(Turn turn, ModelStep step) {
        return messages.before(turn.branchId(), Integer.MAX_VALUE, NEWEST).stream()
                .anyMatch(it -> isOf(it, step) && ModelContext.compaction(it).isPresent());
    }

    private static boolean isOf(Message message, ModelStep step) {
        return step.turn().equals(message.turnId())
                && Integer.valueOf(step.step()).equals(message.step());
    }

    /** Stores the summary, if this attempt still has the pen. */
    ModelReply record(ModelStep step, Begun.Compaction begun, Written written) {
        return chats.in(
                step.run(),
                tx -> {
                    requirePen(tx, step, begun);
                    tx.append(
                            MessageId.random(),
                            Role.USER,
                            List.of(written.part()),
                            step.turn(),
                            step.step(),
                            written.by(),
                            written.usage());
                    note(tx, step, begun, written.by(), "answered", written.usage());
                    tx.event(new ChatEvent.UsageUpdated(modelCalls.sum(tx.chat().id())));
                    return new ModelReply.Answered(List.of());
                });
    }

    ModelReply interrupted(
            ModelStep step, Begun.Compaction begun, ModelRef by, ModelOutcome.Interrupted stopped) {
        return chats.in(
                step.run(),
                tx -> {
                    requirePen(tx, step, begun);
                    note(tx, step, begun, by, "interrupted", stopped.usage());
                    return new ModelReply.Interrupted();
                });
    }

    ModelReply failed(
            ModelStep step, Begun.Compaction begun, ModelRef by, ModelOutcome.Failed failed) {
        return chats.in(
                step.run(),
                tx -> {
                    requirePen(tx, step, begun);
                    note(tx, step, begun, by, failed.kind().wire(), failed.usage());
                    Duration after = failed.retryAfter();
                    return new ModelReply.Failed(
                            new TurnError(failed.kind(), failed.message(), failed.retryable()),
                            after == null ? null : after.toMillis());
                });
    }

    private void note(
            ChatTx tx,
            ModelStep step,
            Begun.Compaction begun,
            ModelRef by,
            String outcome,
            Usage usage) {
        modelCalls.insert(tx, step.turn(), step.step(), by, outcome, usage, begun.startedAt());
    }

    private void requirePen(ChatTx tx, ModelStep step, Begun.Compaction begun) {
        if (!begun.lease().equals(running(tx, step).lease())) {
            throw new SupersededException(tx.chat().id(), "attempt " + begun.lease());
        }
    }

    private Turn running(ChatTx tx, ModelStep step) {
        return turns.find(step.turn())
                .filter(it -> it.running() && it.id().equals(tx.chat().turnId()))
                .orElseThrow(() -> new SupersededException(tx.chat().id(), "turn " + step.turn()));
    }
}
