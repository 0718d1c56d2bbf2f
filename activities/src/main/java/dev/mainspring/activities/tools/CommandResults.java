package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Turns a report and output into what model and people get. */
final class CommandResults {

    /** calls.sh: what is kept of the end of output that is not kept whole. */
    private static final int TAIL_BYTES = 64 << 10;

    private final CommandOutput output;
    private final OutputCap cap;

    CommandResults(CommandOutput output, OutputCap cap) {
        this.output = output;
        this.cap = cap;
    }

    ToolOutput exited(CallReport report, Duration wall) {
        ObjectNode result = ToolResults.object();
        report.exitCode().ifPresent(code -> result.put("exit_code", code));
        return with(result, ToolState.FINISHED, report, wall, null);
    }

    /** It goes on; {@code after} tells why nobody waits any more. */
    ToolOutput handedOut(CallReport report, String processId, boolean timedOut, Duration wall) {
        ObjectNode result = ToolResults.object();
        if (timedOut) {
            result.put("timed_out", true);
        }
        result.put("process_id", processId);
        String note =
                timedOut
                        ? "still running: see process_output, process_signal"
                        : "started in the background: see process_output, process_signal";
        return with(result, ToolState.FINISHED, report, wall, note);
    }

    ToolOutput stopped(CallReport report, Duration wall) {
        ObjectNode result = ToolResults.object().put("error", "stopped by the person");
        report.exitCode().ifPresent(code -> result.put("exit_code", code));
        return with(result, ToolState.CANCELLED, report, wall, null);
    }

    ToolOutput unknown(CallReport report, String why) {
        ObjectNode result = ToolResults.object().put("error", why);
        return with(result, ToolState.UNKNOWN, report, report.age(), null);
    }

    /**
     * Why nothing is known of a command whose folder says neither that it runs nor how it ended.
     */
    static String lost(CallReport report) {
        if (report.has("rebooted")) {
            return "the workspace restarted while this ran; whether it did all its work is not"
                    + " known: check before you repeat it";
        }
        return "this ended without an exit status (its supervisor was killed, or memory or disk"
                + " ran out); whether it did all its work is not known: check before you repeat it";
    }

    static String replaced() {
        return "the workspace was replaced or restarted after this had begun; whether it ran is not"
                + " known: check before you repeat it";
    }

    private ToolOutput with(
            ObjectNode result,
            ToolState state,
            CallReport report,
            Duration wall,
            @Nullable String note) {
        long dropped = report.number("dropped").orElse(0);
        int last = report.has("tail") ? (int) Math.min(TAIL_BYTES, dropped) : 0;
        CommandOutput.Kept kept = output.kept(dropped, last);
        OutputCap.Cut cut = cap.cut(kept.text(), kept.leftOut());
        result.put("output", cut.text());
        result.put("wall_ms", wall.toMillis());
        if (cut.truncated()) {
            result.put("truncated", true);
        }
        if (note != null) {
            result.put("note", note);
        }
        return ToolResults.of(state, result, cut.truncated() ? kept.text() : null, cut.truncated());
    }
}
