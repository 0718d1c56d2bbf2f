package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolState;
import java.time.Duration;
import java.util.Map;
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
