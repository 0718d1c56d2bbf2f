package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads on in the output of a command that runs, or ran. */
@Component
final class ProcessOutputTool implements Tool {

    private static final Duration WAIT = Duration.ofSeconds(10);

    /** Below the two minutes that reading calls have. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "process_output",
                    """
                    Returns what a process wrote since the last read, its state (running, exited,
                    lost) and its exit code. Waits until it ends, or pauses after new output, or
                    the wait is over.
                    """,
                    """
                    %s,
                    "wait": {"type": "string", "pattern": "%s", "default": "10s",
                      "description": "such as 0s or 30s; at most 60s"}
                    """
                            .formatted(ProcessId.SCHEMA, ToolSchemas.DURATION_PATTERN),
                    "process_id");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("process_output", input, "process_id");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        ToolCallId process = ProcessId.of(run.input());
        Duration wait = Durations.of(run.input(), "wait", WAIT, LONGEST_WAIT);
        CallFolder folder = new CallFolder(run.shell(), process);
        CommandOutput output = new CommandOutput(text -> {});
        CallReport report = folder.unread(run.chat(), run.call(), wait, output, run.cancellation());
        if (run.cancellation().state() == Cancellation.State.DETACHED) {
            throw new DetachedException("call " + run.call());
        }
        return switch (report.standing()) {
            case ABSENT -> throw ProcessId.unknown(process.toString());
            case UNSAID, REFUSED ->
                    run.cancellation().state() == Cancellation.State.INTERRUPTED
                            ? ToolResults.of(
                                    ToolState.CANCELLED,
                                    ToolResults.object().put("error", "stopped by the person"),
                                    null,
                                    false)
                            : ToolResults.failed("the workspace did not answer; try again");
            case RUNNING, EXITED, LOST -> {
                folder.markRead(
                        run.call(), report.number("from").orElse(0), report.number("to").orElse(0));
                yield told(process, report, output);
            }
        };
    }

    private static ToolOutput told(ToolCallId process, CallReport report, CommandOutput output) {
        CommandOutput.Kept kept = output.kept(0, 0);
        OutputCap.Cut cut = OutputCap.DEFAULT.cut(kept.text(), kept.leftOut());
        ObjectNode result = ToolResults.object().put("process_id", process.toString());
        result.put("state", ProcessListTool.state(report.standing()));
        report.exitCode().ifPresent(code -> result.put("exit_code", code));
        result.put("output", cut.text());
        result.put("running_ms", report.age().toMillis());
        if (report.standing() == CallReport.Standing.LOST) {
            result.put("note", CommandResults.lost(report));
        }
        if (cut.truncated()) {
            result.put("truncated", true);
        }
        return ToolResults.of(
                ToolState.FINISHED, result, cut.truncated() ? kept.text() : null, cut.truncated());
    }
}
