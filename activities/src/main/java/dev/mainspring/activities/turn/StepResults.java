package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import dev.mainspring.store.TurnRows.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The one tool message of a step: the results of all its calls, in their order. A call left without
 * a receipt gets a synthetic one, or the provider would refuse the next request.
 */
@Component
class StepResults {

    private final ToolCallRows calls;

    StepResults(ToolCallRows calls) {
        this.calls = calls;
    }

    /** Appends the step's tool message, unless the step asked for nothing. */
    void append(ChatTx tx, Turn turn, int step) {
        List<Call> asked = calls.ofStep(turn.id(), step);
        if (asked.isEmpty()) {
            return;
        }
        List<Part> parts = new ArrayList<>();
        for (Call call : asked) {
            Call ended = call.ended() ? call : cancelled(tx, call);
            parts.add(result(ended));
            parts.addAll(ended.resultParts());
        }
        tx.append(MessageId.random(), Role.TOOL, parts, turn.id(), step, null, null);
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

    private static Part.ToolResult result(Call call) {
        return new Part.ToolResult(
                call.id(),
                call.providerCallId(),
                call.name(),
                Objects.requireNonNull(call.result()),
                call.state() != ToolState.FINISHED,
                call.truncated());
    }
}
