package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Ends commands from outside the call that started them. */
@Component
public final class Commands implements CommandSettler {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Override
    public ToolOutput settle(Shell shell, ToolCallId call) {
        CommandOutput output = new CommandOutput(text -> {});
        CommandResults results = new CommandResults(output, OutputCap.DEFAULT);
        CallReport report = new CallFolder(shell, call).stop(0, output);
        return switch (report.standing()) {
            case EXITED ->
                    report.has("killed")
                            ? results.stopped(report, report.age())
                            : results.exited(report, report.age());
            case ABSENT ->
                    ToolResults.of(
                            ToolState.CANCELLED,
                            ToolResults.object()
                                    .put("error", "stopped by the person; no command was running"),
                            null,
                            false);
            case RUNNING, LOST, REFUSED, UNSAID ->
                    results.unknown(report, "stopped, but it is not known whether it is dead");
        };
    }

    /**
     * Makes sure that a command is dead which goes on behind a chat.
     *
     * @return how it ended; empty where the workspace does not say
     * @throws ShellException if the workspace cannot be reached; may be repeated
     */
    public Optional<ProcessStatus> end(Shell shell, ToolCallId call) {
        return ended(new CallFolder(shell, call).end());
    }

    /**
     * Looks which commands have ended, in one exchange.
     *
     * @return how those ended that run no longer
     * @throws ShellException if the workspace cannot be reached; may be repeated
     */
    public Map<ToolCallId, ProcessStatus> ended(Shell shell, List<ToolCallId> calls) {
        Map<String, ToolCallId> asked =
                calls.stream().collect(Collectors.toMap(ToolCallId::toString, call -> call));
        String ids = String.join(" ", asked.keySet());
        ShellScript script =
                ShellScript.of(Scripts.of(Map.of("id", "", "ids", ids), "calls", "look"), LIMIT);
        Map<ToolCallId, ProcessStatus> ended = new HashMap<>();
        for (String line : shell.run(script).out().split("\n")) {
            String[] told = line.split(" ", 2);
            ToolCallId call = asked.get(told[0]);
            // Other lines are of the host, such as a greeting by a file that its shell reads.
            if (call != null && told.length == 2) {
                ended(CallReport.of(told[1])).ifPresent(status -> ended.put(call, status));
            }
        }
        return ended;
    }

    private static Optional<ProcessStatus> ended(CallReport report) {
        return switch (report.standing()) {
            case EXITED -> {
                @Nullable Integer code =
                        report.exitCode().isPresent() ? report.exitCode().getAsInt() : null;
                ProcessState state =
                        report.has("killed") ? ProcessState.STOPPED : ProcessState.EXITED;
                yield Optional.of(new ProcessStatus(state, code, null));
            }
            case LOST ->
                    Optional.of(
                            ProcessStatus.of(
                                    ProcessState.LOST,
                                    report.has("rebooted")
                                            ? "the workspace restarted while it ran"
                                            : "it ended without an exit status"));
            case ABSENT ->
                    Optional.of(
                            ProcessStatus.of(
                                    ProcessState.LOST, "the workspace knows nothing of it"));
            case RUNNING, REFUSED, UNSAID -> Optional.empty();
        };
    }

    /**
     * Ends every command of a chat and what they left in the background.
     *
     * @throws ShellException if the workspace cannot be reached; may be repeated
     */
    public void endAll(Shell shell, ChatId chat) {
        shell.run(
                ShellScript.of(
                        Scripts.of(Map.of("of", chat), "calls", "ending", "stop_chat"), LIMIT));
    }
}
