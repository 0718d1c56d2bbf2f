package dev.mainspring.activities.turn;

import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.tools.Toolbox;
import dev.mainspring.activities.turn.ToolSteps.Begun;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.workflows.ToolActivities;
import dev.mainspring.workflows.ToolReply;
import dev.mainspring.workflows.ToolStep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** See {@link ToolActivities}. */
@Component
class ToolActivitiesImpl implements ToolActivities {

    private static final Logger log = LoggerFactory.getLogger(ToolActivitiesImpl.class);

    private final ToolSteps steps;
    private final Toolbox tools;
    private final ChatRows chats;
    private final Leftovers leftovers;
    private final Effects effects;
    private final ToolRuns runs;

    ToolActivitiesImpl(
            ToolSteps steps,
            Toolbox tools,
            ChatRows chats,
            Leftovers leftovers,
            Effects effects,
            ToolRuns runs) {
        this.steps = steps;
        this.tools = tools;
        this.chats = chats;
        this.leftovers = leftovers;
        this.effects = effects;
        this.runs = runs;
    }

    @Override
    public ToolReply run(ToolStep scheduled) {
        ToolStep step = new ToolStep(ActualRun.of(scheduled.run()), scheduled.call());
        return StoreStep.run(() -> {
            try (Effects.Effect effect = effects.open(step.run().chat())) {
                return switch (steps.begin(step)) {
                    case Begun.Settled settled -> settled.reply();
                    case Begun.Dangling dangling -> stop(step, dangling);
                    case Begun.Call call -> run(step, call, effect);
                };
            }
        });
    }

    private ToolReply run(ToolStep step, Begun.Call call, Effects.Effect effect) {
        ToolOutput output;
        try (ToolRuns.Run run = runs.open(call, effect.cancellation())) {
            output = output(call, run, effect);
        }
        return steps.end(step, call, output);
    }

    private ToolScope scope(ChatRow chat) {
        return ToolScope.of(chat).inPlanMode(chats.inPlanMode(chat));
    }

    /** Attempts at a workspace that cannot be reached before the model is told. */
    private ToolOutput output(Begun.Call call, ToolRuns.Run run, Effects.Effect effect) {
        for (Reconnect wait = Reconnect.first(); ; wait = wait.next()) {
            try {
                return tools.run(scope(call.chat()), call.call().name(), run);
            } catch (ToolRefusedException e) {
                return ToolFailures.of(ToolState.FAILED, String.valueOf(e.getMessage()));
            } catch (ShellException e) {
                if (!e.retryable() || wait.exhausted()) {
                    return ToolFailures.unreachable(e);
                }
                log.info("call {}: {}; trying again", call.call().id(), e.getMessage());
                switch (wait.pause(effect.cancellation())) {
                    case RUNNING -> {}
                    case INTERRUPTED -> {
                        return ToolFailures.unreachable(e);
                    }
                    case DETACHED -> throw new DetachedException("call " + call.call().id());
                }
            } catch (RuntimeException e) {
                if (!LastAttempt.of(e)) {
                    throw e;
                }
                log.error("call {} failed inside", call.call().id(), e);
                return ToolFailures.of(
                        ToolState.UNKNOWN,
                        "failed inside Mainspring (%s); whether it had an effect is unknown"
                                .formatted(e.getClass().getSimpleName()));
            }
        }
    }

    /** An earlier attempt died in an interrupt, or before it: its command must not go on. */
    private ToolReply stop(ToolStep step, Begun.Dangling dangling) {
        return leftovers.settle(step.run(), dangling);
    }

    @Override
    public void settle(ToolStep scheduled) {
        ToolStep step = new ToolStep(ActualRun.of(scheduled.run()), scheduled.call());
        StoreStep.run(() -> {
            try (Effects.Effect _ = effects.open(step.run().chat())) {
                if (steps.begin(step) instanceof Begun.Dangling dangling) {
                    leftovers.settle(step.run(), dangling);
                }
                return true;
            }
        });
    }
}
