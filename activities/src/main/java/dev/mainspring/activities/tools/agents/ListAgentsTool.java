package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Lists the chat's sub-agents and how each stands. */
@Component
final class ListAgentsTool implements Tool {

    /** The newest ones; what a result may hold. */
    private static final int MOST = 100;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.ORCHESTRATION,
                    "list_agents",
                    "Lists this chat's sub-agents, how each stands and what it is doing.",
                    "",
                    "");

    private final AgentRows agents;

    ListAgentsTool(AgentRows agents) {
        this.agents = agents;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput run(ToolRun run) {
        List<AgentRow> all = agents.of(run.chat());
        ObjectNode result = ToolResults.object();
        var list = result.putArray("agents");
        all.stream()
                .skip(Math.max(0, all.size() - MOST))
                .forEach(agent -> list.add(AgentTexts.described(agent)));
        return ToolResults.finished(result.put("total", all.size()));
    }
}
