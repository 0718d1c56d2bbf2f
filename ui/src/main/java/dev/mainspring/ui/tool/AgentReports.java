package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.conversation.AgentState;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.markdown.MarkdownBlocks;
import tools.jackson.databind.JsonNode;

/** What sub-agents reported, as {@code wait_agent} and {@code list_agents} give it. */
final class AgentReports {

    private AgentReports() {}

    static Component of(JsonNode result) {
        Div all = Dom.testId(Dom.div("agent-reports"), "agent-reports");
        for (JsonNode agent : result.path("agents")) {
            all.add(report(agent));
        }
        return all;
    }

    private static Div report(JsonNode agent) {
        AgentState state = AgentState.of(agent.path("status").asString("finished"));
        Div head =
                Dom.div(
                        "agent-report-head",
                        new AgentDot(state),
                        Dom.span("agent-report-title", agent.path("title").asString("")),
                        Dom.span("agent-state", AgentDot.words(state)));
        Div prose = Dom.div("prose");
        MarkdownBlocks.render(agent.path("report").asString(""))
                .forEach(block -> prose.add(Dom.html("block", block)));
        return Dom.div("agent-report", head, prose);
    }

    /** How many there are that ended, for the line of the call. */
    static String count(JsonNode result) {
        int all = result.path("agents").size();
        long ended =
                result.path("agents")
                        .valueStream()
                        .map(agent -> agent.path("status").asString("finished"))
                        .filter(status -> AgentState.of(status).ended())
                        .count();
        return ended == all ? "" : ended + " of " + all + " ended";
    }
}
