package dev.mainspring.activities.turn;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.store.ToolCallRows.Held;
import dev.mainspring.store.ToolOutputs;
import dev.mainspring.store.TurnRows;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.ToolReply;
import dev.mainspring.workflows.ToolStep;
import dev.mainspring.workflows.Wait;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What is stored before a tool's effect and after it. */
@Component
class ToolSteps {

    private final FencedChats chats;
    private final ToolCallRows calls;
    private final ToolOutputs outputs;
    private final TurnRows turns;
    private final Repetitions repetitions;
    private final AgentTurns agents;
    private final Approvals approvals;
    private final Resets resets;
    private final GoingOn goingOn;

    ToolSteps(
            FencedChats chats,
            ToolCallRows calls,
            ToolOutputs outputs,
            TurnRows turns,
            Repetitions repetitions,
            AgentTurns agents,
            Approvals approvals,
            Resets resets,
            GoingOn goingOn) {
        this.chats = chats;
        this.calls = calls;
        this.outputs = outputs;
        this.turns = turns;
        this.repetitions = repetitions;
        this.agents = agents;
        this.approvals = approvals;
        this.resets = resets;
        this.goingOn = goingOn;
    }

    /** What came of beginning a call. */
    sealed interface Begun {

        /** This attempt has the pen: run it. */
        record Call(ChatRow chat, ToolCallRows.Call call, UUID lease) implements Begun {}

        /** An earlier attempt began it, and the turn is to stop: end what may still run. */
        record Dangling(ChatRow chat, ToolCallRows.Call call, UUID lease) implements Begun {}

        /** Nothing is to be run. */
        record Settled(ToolReply reply) implements Begun {}
    }

    /** Takes the pen; a call with a receipt, or one the turn no longer wants, is not run. */
    Begun begin(ToolStep step) {
        return chats.in(step.run(), tx -> begin(tx, step));
    }

    private Begun begin(ChatTx tx, ToolStep step) {
        Held held = calls.held(step.call()).orElseThrow();
        Call call = held.call();
        resets.atToolCall(tx, step.run(), call);
        boolean stopping = isStopping(step, held);
        if (call.ended()) {
            return new Begun.Settled(ended(call, call.state(), stopping));
        }
        boolean current =
                turns.find(call.turnId()).filter(TurnRows.Turn::running).isPresent()
                        && call.turnId().equals(tx.turn());
        if (!current) {
            throw new SupersededException(tx.chat().id(), "call " + call.id());
        }
        boolean nothingRuns = call.state() != ToolState.STARTED || call.kind() == ToolClass.PEOPLE;
        if (stopping && nothingRuns) {
            ToolOutput never = ToolFailures.of(ToolState.CANCELLED, "not run: stopped before it");
            return new Begun.Settled(receipt(tx, call, never, true));
        }
        if (stopping) {
            return new Begun.Dangling(tx.chat(), call, start(tx, call));
        }
        return switch (repetitions.of(call)) {
            case FINE -> ifApproved(tx, call);
            case REFUSED -> new Begun.Settled(receipt(tx, call, Repetitions.refusal(), false));
            case HALTED -> {
                receipt(tx, call, Repetitions.refusal(), false);
                yield new Begun.Settled(new ToolReply(ToolState.FAILED, false, true));
            }
        };
    }

    /** A turn that a Reset takes up is not to stop any more. */
    private boolean isStopping(ToolStep step, Held before) {
        Held now = step.run().fromReset() ? calls.held(step.call()).orElseThrow() : before;
        return now.stopping();
    }

    private Begun ifApproved(ChatTx tx, Call call) {
        return switch (approvals.of(tx, call)) {
            case Approvals.Verdict.Run _ -> {
                if (call.state() != ToolState.STARTED) {
                    tx.event(new ChatEvent.ToolCallStarted(call.id()));
                }
                if (tx.status() != ChatStatus.RUNNING && !approvals.waits(tx)) {
                    tx.status(ChatStatus.RUNNING, null, null);
                }
                yield new Begun.Call(tx.chat(), call, start(tx, call));
            }
            case Approvals.Verdict.Wait wait ->
                    new Begun.Settled(
                            new ToolReply(
                                    ToolState.AWAITING_APPROVAL,
                                    false,
                                    false,
                                    new Wait(wait.what(), null),
                                    null));
            case Approvals.Verdict.Refuse refuse ->
                    new Begun.Settled(receipt(tx, call, refuse.output(), false));
        };
    }

    /** Gives this attempt the pen. */
    private UUID start(ChatTx tx, Call call) {
        UUID lease = UUID.randomUUID();
        calls.start(call.id(), lease, tx.now());
        return lease;
    }

    /** Takes the pen of a call that nobody waits for any more, to end what runs of it. */
    Begun.Dangling leave(RunRef run, Call call) {
        return chats.in(
                run,
                tx -> {
                    UUID lease = UUID.randomUUID();
                    calls.start(call.id(), lease, tx.now());
                    return new Begun.Dangling(tx.chat(), call, lease);
                });
    }

    /** Writes the receipt, if this attempt still has the pen. */
    ToolReply end(ToolStep step, Begun.Call call, ToolOutput output) {
        return chats.in(step.run(), tx -> end(tx, call.call(), call.lease(), output));
    }

    /** Writes the receipt of a call that was ended for an interrupt. */
    ToolReply settle(RunRef run, Begun.Dangling call, ToolOutput output) {
        return chats.in(run, tx -> end(tx, call.call(), call.lease(), output));
    }

    private ToolReply end(ChatTx tx, Call call, UUID lease, ToolOutput output) {
        Held held = calls.held(call.id()).orElseThrow();
        Call now = held.call();
        boolean stopping = held.stopping();
        if (now.ended()) {
            return ended(now, now.state(), stopping);
        }
        if (!lease.equals(now.lease())) {
            throw new SupersededException(tx.chat().id(), "attempt " + lease);
        }
        if (output.pause() != null) {
            return new ToolReply(now.state(), stopping, false, wait(output.pause()), null);
        }
        return receipt(tx, now, output, stopping);
    }

    private static Wait wait(ToolOutput.Pause pause) {
        Duration limit = pause.limit();
        return new Wait(pause.what(), limit == null ? null : limit.toMillis());
    }

    private ToolReply receipt(ChatTx tx, Call call, ToolOutput output, boolean stopping) {
        String result = Json.MAPPER.writeValueAsString(output.result());
        calls.end(call.id(), output.state(), result, output.images(), output.truncated(), tx.now());
        if (output.fullOutput() != null) {
            outputs.keep(call.id(), output.fullOutput());
        }
        long took =
                call.startedAt() == null
                        ? 0
                        : Duration.between(call.startedAt(), tx.now()).toMillis();
        tx.event(
                new ChatEvent.ToolCallFinished(
                        call.id(), output.state(), result, output.truncated(), took));
        goingOn.note(tx, call, output);
        agents.announce(tx, call, output.state(), stopping);
        return ended(call, output.state(), stopping);
    }

    private static ToolReply ended(Call call, ToolState state, boolean stopping) {
        return new ToolReply(state, stopping, false, null, AgentTurns.madeBy(call, state));
    }
}
