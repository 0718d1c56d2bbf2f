package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.OutputCap;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.AgentReport;
import dev.mainspring.store.AgentRow;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Writes what sub-agents have come to, for the agent that waits for them. */
@Component
final class AgentReports {

    /** Of all reports in one result; below what a result may hold, for the other fields. */
    private static final int REPORTS_BYTES = 28 * 1024;

    private static final int LEAST_BYTES = 1024;

    private final AgentReport reports;

    AgentReports(AgentReport reports) {
        this.reports = reports;
    }

    ToolOutput result(List<AgentRow> agents, boolean timedOut, String note) {
        OutputCap cap =
                new OutputCap(Math.max(LEAST_BYTES, REPORTS_BYTES / Math.max(1, agents.size())));
        ObjectNode result = ToolResults.object();
        var list = result.putArray("agents");
        StringBuilder full = new StringBuilder();
        boolean truncated = false;
        for (AgentRow agent : agents) {
            ObjectNode node = AgentTexts.described(agent);
            if (agent.state().ended()) {
                String report = reports.of(agent.chat()).orElse("");
                OutputCap.Cut cut = cap.cut(report);
                node.put("report", cut.text());
                truncated |= cut.truncated();
                full.append(agent.chat().title()).append(":\n").append(report).append("\n\n");
            }
            list.add(node);
        }
        result.put("timed_out", timedOut);
        if (!note.isEmpty()) {
            result.put("note", note);
        }
        return new ToolOutput(
                ToolState.FINISHED,
                result,
                truncated ? full.toString() : null,
                truncated,
                List.of());
    }
}
