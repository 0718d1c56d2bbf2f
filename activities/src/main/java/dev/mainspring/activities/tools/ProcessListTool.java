package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the commands of a chat: what runs, and the last that ended. */
@Component
final class ProcessListTool implements Tool {

    /** How many that have ended are told. */
    private static final int ENDED = 10;

    /** Far more than a chat runs at once, and within what a model may see. */
    private static final int MOST = 100;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "process_list",
                    "Lists the running commands of this chat and the last 10 that ended.",
                    "",
                    "");

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    static String state(CallReport.Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ToolOutput run(ToolRun run) {
        ShellScript script =
                ShellScript.of(
                                Scripts.of(
                                        Map.of("of", run.chat(), "most", ENDED), "calls", "list"),
                                Duration.ofSeconds(30))
                        .withCancellation(run.cancellation());
        ShellResult listed = run.shell().run(script);
        ObjectNode result = ToolResults.object();
        ArrayNode processes = result.putArray("processes");
        listed.out().lines().limit(MOST).forEach(line -> add(processes, line.split("\t", 7)));
        return ToolResults.finished(result);
    }

    private static void add(ArrayNode processes, String[] told) {
        if (told.length < 7) {
            return;
        }
        Map<String, String> facts = new HashMap<>();
        String[] names = {"id", "state", "code", "began", "ended", "now"};
        for (int i = 0; i < names.length; i++) {
            if (!told[i].isEmpty()) {
                facts.put(names[i], told[i]);
            }
        }
        CallReport report = new CallReport(CallReport.Standing.UNSAID, facts);
        ObjectNode process = processes.addObject();
        process.put("process_id", told[0]);
        process.put("state", told[1]);
        report.exitCode().ifPresent(code -> process.put("exit_code", code));
        process.put("running_ms", report.age().toMillis());
        process.put("command", Summary.oneLine(told[6]));
    }
}
