package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signals a running command: all of its processes. */
@Component
final class ProcessSignalTool implements Tool {

    private static final Map<String, String> SIGNALS =
            Map.of("terminate", "TERM", "kill", "KILL", "interrupt", "INT");

    /** How long to wait for the end that a signal usually brings. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.EXECUTE,
                    "process_signal",
                    """
                    Sends a signal to a running process and all it started: terminate (SIGTERM),
                    kill (SIGKILL) or interrupt (SIGINT, as Ctrl+C). Returns its state up to one
                    second later.
                    """,
                    """
                    %s,
                    "signal": {"type": "string", "enum": ["terminate", "kill", "interrupt"]}
                    """
                            .formatted(ProcessId.SCHEMA),
                    "process_id, signal");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of(
                "process_signal",
                input.path("signal").asString("") + " " + input.path("process_id").asString(""));
    }

    @Override
    public ToolOutput run(ToolRun run) {
        ToolCallId process = ProcessId.of(run.input());
        Shell shell = run.shell();
        run.begin(shell.incarnation());
        String signal = SIGNALS.getOrDefault(run.input().get("signal").asString(), "TERM");
        CallReport report =
                new CallFolder(shell, process).signal(run.chat(), run.call(), signal, WAIT);
        if (report.standing() == CallReport.Standing.ABSENT) {
            throw ProcessId.unknown(process.toString());
        }
        ObjectNode result = ToolResults.object().put("process_id", process.toString());
        result.put("state", ProcessListTool.state(report.standing()));
        report.exitCode().ifPresent(code -> result.put("exit_code", code));
        return ToolResults.finished(result);
    }
}
