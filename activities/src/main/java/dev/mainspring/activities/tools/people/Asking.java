package dev.mainspring.activities.tools.people;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.RequestRows.Request;
import dev.mainspring.store.Requests;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Asks the person for a call, and waits for their answer without holding anything. */
@Component
class Asking {

    private final ChatTransactions chats;
    private final ToolCallRows calls;
    private final Requests requests;

    Asking(ChatTransactions chats, ToolCallRows calls, Requests requests) {
        this.chats = chats;
        this.calls = calls;
        this.requests = requests;
    }

    /**
     * Asks, or looks what came of it.
     *
     * @param what is waited for, in words
     * @param result what the model is told of the answer
     */
    ToolOutput ask(ToolRun run, Ask ask, String what, Function<Reply, ObjectNode> result) {
        Optional<Request> asked = chats.in(run.chat(), tx -> ask(tx, run, ask));
        if (asked.isPresent() && asked.get().open()) {
            return ToolOutput.waiting(new ToolOutput.Pause(what, null));
        }
        return asked.map(Request::reply)
                .map(reply -> ToolResults.finished(result.apply(reply)))
                .orElseGet(Asking::stopped);
    }

    private Optional<Request> ask(ChatTx tx, ToolRun run, Ask ask) {
        Call call = calls.find(run.call()).orElseThrow();
        boolean stopping = call.ended() || tx.status() == ChatStatus.INTERRUPTING;
        return stopping ? Optional.empty() : Optional.of(requests.ask(tx, call, ask));
    }

    private static ToolOutput stopped() {
        return new ToolOutput(
                ToolState.CANCELLED,
                ToolResults.object().put("error", "stopped before the person answered"),
                null,
                false,
                List.of());
    }
}
