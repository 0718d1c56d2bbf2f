package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.Commands;
import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.ToolCallRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Closes a sub-agent and waits until what it ran has ended. */
@Component
final class CloseAgentTool implements Tool {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.ORCHESTRATION,
                    "close_agent",
                    """
                    Stops a sub-agent with the commands it runs and closes it for good. Its
                    transcript stays for people; its report so far is returned by wait_agent.
                    """,
                    "\"agent_id\": " + AgentTexts.ID,
                    "agent_id");

    private final AgentOrders orders;
    private final AgentRows agents;
    private final ToolCallRows calls;
    private final ChatShells shells;
    private final Commands commands;
    private final ProcessRows processes;
    private final Clock clock;

    CloseAgentTool(
            AgentOrders orders,
            AgentRows agents,
            ToolCallRows calls,
            ChatShells shells,
            Commands commands,
            ProcessRows processes,
            Clock clock) {
        this.orders = orders;
        this.agents = agents;
        this.calls = calls;
        this.shells = shells;
        this.commands = commands;
        this.processes = processes;
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("close_agent", input, "agent_id");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode id = run.input().path("agent_id");
        orders.close(AgentTexts.require(agents, run.chat(), id).id());
        AgentRow now = AgentTexts.require(agents, run.chat(), id);
        if (now.turnRuns() && left(run).isPositive()) {
            return ToolOutput.waiting(new ToolOutput.Pause("an agent to stop", left(run)));
        }
        shells.existing(run.chat(), run.owner())
                .ifPresent(shell -> {
                    commands.endAll(shell, now.id());
                    processes.lookSoon(now.id(), clock.instant());
                });
        var result = AgentTexts.described(now);
        return ToolResults.finished(now.turnRuns() ? result.put("doing", "stopping") : result);
    }

    private Duration left(ToolRun run) {
        Instant started = calls.find(run.call()).orElseThrow().startedAt();
        return started == null ? LONGEST : Duration.between(clock.instant(), started.plus(LONGEST));
    }
}
