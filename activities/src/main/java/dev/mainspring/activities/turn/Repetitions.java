package dev.mainspring.activities.turn;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.ToolCallRows;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Notices an agent that makes the same call again and again with the same result: the call is
 * refused with a word to the model, and if that does not help the turn ends.
 */
@Component
class Repetitions {

    /** The same call with the same result this often in a row is refused. */
    private static final int REFUSED_AFTER = 5;

    /** Refused this often in a row, the turn ends. */
    private static final int HALTED_AFTER = 5;

    private static final Pattern WALL_TIME = Pattern.compile(",?\"wall_ms\":\\d+");

    enum Verdict {
        FINE,
        REFUSED,
        HALTED
    }

    private final ToolCallRows calls;

    Repetitions(ToolCallRows calls) {
        this.calls = calls;
    }

    Verdict of(Call call) {
        if (calls.endedBefore(call, 1).stream().noneMatch(last -> isSame(last, call))) {
            return Verdict.FINE;
        }
        int same = 0;
        int refused = 0;
        String result = null;
        for (Call earlier : calls.endedBefore(call, REFUSED_AFTER + HALTED_AFTER)) {
            if (!isSame(earlier, call)) {
                break;
            }
            if (isRefusal(earlier) && same == 0) {
                refused++;
                continue;
            }
            if (result != null && !result.equals(gist(earlier))) {
                break;
            }
            result = gist(earlier);
            same++;
        }
        if (refused >= HALTED_AFTER - 1) {
            return Verdict.HALTED;
        }
        return refused > 0 || same >= REFUSED_AFTER ? Verdict.REFUSED : Verdict.FINE;
    }

    private static boolean isSame(Call earlier, Call call) {
        return earlier.name().equals(call.name()) && earlier.input().equals(call.input());
    }

    /** The result without how long it took, which says nothing. */
    private static String gist(Call call) {
        return WALL_TIME.matcher(String.valueOf(call.result())).replaceFirst("");
    }

    static ToolOutput refusal() {
        return ToolFailures.of(ToolState.FAILED, REFUSAL);
    }

    private static final String REFUSAL =
            "not run: this same call gave the same result "
                    + REFUSED_AFTER
                    + " times in a row; do something else or end the turn";

    /** Whether a message tells the model that a call was refused for repetition. */
    static boolean areRefusedIn(Message results) {
        return results.parts().stream()
                .anyMatch(part ->
                        part instanceof Part.ToolResult result
                                && result.output().contains(REFUSAL));
    }

    private static boolean isRefusal(Call call) {
        return call.result() != null && call.result().contains(REFUSAL);
    }
}
