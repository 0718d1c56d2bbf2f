package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.MessageRows;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * The one tool message of a step: the results of all its calls, in their order. A call left without
 * a receipt gets a synthetic one, or the provider would refuse the next request.
 */
@Component
class StepResults {

    private final MessageRows messages;
    private final ToolCallRows calls;

    StepResults(MessageRows messages, ToolCallRows calls) {
        this.messages = messages;
        this.calls = calls;
    }

    /** Gives the calls of the branch's newest message their results, if it asks for any. */
    void append(ChatTx tx) {
        messages.spokenBefore(tx.branch(), Integer.MAX_VALUE)
                .map(calls::askedBy)
                .filter(asked -> !asked.isEmpty())
                .ifPresent(asked -> append(tx, asked));
    }

    /** Gives the calls of the branch's newest message, which are these, their results. */
    void append(ChatTx tx, List<Call> asked) {
        List<Part> parts = new ArrayList<>();
        for (Call call : asked) {
            parts.addAll((call.ended() ? call : cancelled(tx, call)).told());
        }
        Call first = asked.getFirst();
        tx.append(MessageId.random(), Role.TOOL, parts, first.turnId(), first.step(), null, null);
    }

    private Call cancelled(ChatTx tx, Call call) {
        ToolState state = ToolState.CANCELLED;
        String why = "not run: the turn was stopped before it";
        if (call.state() == ToolState.STARTED && waitedOnly(call)) {
            why = "the turn was stopped while this call waited";
        } else if (call.state() == ToolState.STARTED) {
            state = ToolState.UNKNOWN;
            why = "the turn ended while this call ran; whether it had an effect is unknown";
        }
        String result = Json.MAPPER.writeValueAsString(Map.of("error", why));
        calls.end(call.id(), state, result, List.of(), false, tx.now());
        tx.event(new ChatEvent.ToolCallFinished(call.id(), state, result, false, 0));
        return calls.find(call.id()).orElseThrow();
    }

    /** Whether a begun call of this kind has no effect that could go on. */
    private static boolean waitedOnly(Call call) {
        return call.kind() == ToolClass.ORCHESTRATION || call.kind() == ToolClass.PEOPLE;
    }
}
