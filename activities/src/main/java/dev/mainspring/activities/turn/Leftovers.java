package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.CommandSettler;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.turn.ToolSteps.Begun;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.workflows.RunRef;
import dev.mainspring.workflows.ToolReply;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Ends what calls that nobody waits for any more still run, and writes their receipts. */
@Component
class Leftovers {

    private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

    private final ToolSteps steps;
    private final ChatShells shells;
    private final CommandSettler settler;

    Leftovers(ToolSteps steps, ChatShells shells, CommandSettler settler) {
        this.steps = steps;
        this.shells = shells;
        this.settler = settler;
    }

    /** Ends calls that a Reset leaves behind. */
    void end(RunRef run, List<Call> calls) {
        calls.forEach(call -> settle(run, steps.leave(run, call)));
    }

    /** Ends a call whose attempt died in an interrupt. */
    ToolReply settle(RunRef run, Begun.Dangling dangling) {
        return steps.settle(run, dangling, settled(dangling));
    }

    /** A workspace that stays away leaves the outcome unknown: the chat must come to rest. */
    private ToolOutput settled(Begun.Dangling dangling) {
        ToolClass kind = dangling.call().kind();
        if (kind == ToolClass.ORCHESTRATION || kind == ToolClass.PEOPLE) {
            return ToolFailures.of(ToolState.CANCELLED, "nobody waits for this any more");
        }
        if (Tool.EFFECT_ELSEWHERE.equals(dangling.call().incarnation())) {
            return ToolFailures.of(
                    ToolState.UNKNOWN, "stopped; whether the call had an effect is unknown");
        }
        Cancellation nobodyEndsThis = new Cancellation();
        for (Reconnect wait = Reconnect.first(); ; wait = wait.next()) {
            try {
                return settledOnce(dangling);
            } catch (ShellException e) {
                if (!e.retryable() || wait.exhausted()) {
                    return ToolFailures.unreachable(e);
                }
                log.info("call {}: {}; settling again", dangling.call().id(), e.getMessage());
                wait.pause(nobodyEndsThis);
            }
        }
    }

    private ToolOutput settledOnce(Begun.Dangling dangling) {
        Optional<Shell> shell = shells.existing(dangling.chat().id(), dangling.chat().ownerId());
        return shell.map(it -> settler.settle(it, dangling.call().id()))
                .orElseGet(() -> ToolFailures.of(ToolState.CANCELLED, "stopped by the person"));
    }
}
