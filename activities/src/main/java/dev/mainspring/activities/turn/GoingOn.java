package dev.mainspring.activities.turn;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notes with a call's receipt that its command goes on, and what the agent may have ended. */
@Component
class GoingOn {

    private static final Set<String> MEET_PROCESSES =
            Set.of("process_output", "process_list", "process_signal");

    private final ProcessRows processes;

    GoingOn(ProcessRows processes) {
        this.processes = processes;
    }

    void note(ChatTx tx, Call call, ToolOutput output) {
        if (output.leaves(call.id())) {
            processes.goesOn(tx, call.id());
        } else if (MEET_PROCESSES.contains(call.name())) {
            processes.lookSoon(tx.chat().id(), tx.now());
        }
    }
}
