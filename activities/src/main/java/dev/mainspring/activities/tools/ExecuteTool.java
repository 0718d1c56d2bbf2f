package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs a command in the workspace, once, whatever dies meanwhile (decision 0011). */
@Component
final class ExecuteTool implements Tool {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Duration LONGEST = Duration.ofHours(4);

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.EXECUTE,
                    "execute",
                    """
                    Runs a command with sh -c and returns its exit code and its output (stdout and
                    stderr as they came). No terminal; standard input is empty. What runs longer
                    than the timeout goes on and has a process_id for process_output and
                    process_signal. Use run_in_background for servers and watchers.
                    """,
                    """
                    "command": {"type": "string", "minLength": 1, "maxLength": 1000000,
                      "description": "POSIX sh source"},
                    "workdir": %s,
                    "timeout": {"type": "string", "pattern": "%s", "default": "120s",
                      "description": "how long to wait, such as 90s or 10m; at most 4h"},
                    "run_in_background": {"type": "boolean", "default": false,
                      "description": "return at once and leave it running"},
                    "intent": {"type": "string", "maxLength": 500,
                      "description": "why, in a few words, for the person who watches"}
                    """
                            .formatted(ToolSchemas.PATH, ToolSchemas.DURATION_PATTERN),
                    "command");

    private final GitIdentities identities;

    ExecuteTool(GitIdentities identities) {
        this.identities = identities;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("execute", input, "command");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode input = run.input();
        Duration timeout = Durations.of(input, "timeout", TIMEOUT, LONGEST);
        String command = input.get("command").asString();
        ShellWords.quote(command);
        Shell shell = run.shell();
        CallFolder.Start start =
                new CallFolder.Start(
                        run.chat(),
                        command,
                        Paths.absolute(shell, input.path("workdir").asString("")),
                        environment(run),
                        input.path("run_in_background").asBoolean(false));
        return new CommandRun(run, shell, start, timeout, OutputCap.DEFAULT).await();
    }

    /** Nothing that waits for a person, and whose command it is. */
    private Map<String, String> environment(ToolRun run) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("NO_COLOR", "1");
        environment.put("TERM", "dumb");
        environment.put("PAGER", "cat");
        environment.put("GIT_PAGER", "cat");
        environment.put("GIT_EDITOR", "true");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("MAINSPRING_CHAT_ID", run.chat().toString());
        environment.put("MAINSPRING_TOOL_CALL_ID", run.call().toString());
        identities
                .of(run.owner())
                .ifPresent(identity -> {
                    environment.put("GIT_AUTHOR_NAME", identity.name());
                    environment.put("GIT_AUTHOR_EMAIL", identity.email());
                    environment.put("GIT_COMMITTER_NAME", identity.name());
                    environment.put("GIT_COMMITTER_EMAIL", identity.email());
                });
        return environment;
    }
}
