package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.Durations;
import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.QueueRows;
import dev.mainspring.store.ToolCallRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Waits for sub-agents. What the wait holds is a row: no thread, no connection, no slot. */
@Component
final class WaitAgentTool implements Tool {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** Of one wait, so that each report has room in the result. */
    private static final int MOST_AGENTS = 16;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.ORCHESTRATION,
                    "wait_agent",
                    """
                    Waits for sub-agents and returns the status of each: its final report where it
                    has ended, what it is doing where it has not. Mode all waits for all of them,
                    any for the first. Ends early when the person writes.
                    """,
                    """
                    "agent_ids": {"type": "array", "minItems": 1, "maxItems": %d, "items": %s,
                      "description": "by default all whose report you have not had yet"},
                    "mode": {"type": "string", "enum": ["all", "any"], "default": "all"},
                    "timeout": {"type": "string", "pattern": "%s", "default": "10m",
                      "description": "such as 30s or 10m; at most 24h"}
                    """
                            .formatted(MOST_AGENTS, AgentTexts.ID, ToolSchemas.DURATION_PATTERN),
                    "");

    private final AgentRows agents;
    private final ToolCallRows calls;
    private final QueueRows queue;
    private final AgentReports reports;
    private final Clock clock;

    WaitAgentTool(
            AgentRows agents,
            ToolCallRows calls,
            QueueRows queue,
            AgentReports reports,
            Clock clock) {
        this.agents = agents;
        this.calls = calls;
        this.queue = queue;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        int named = input.path("agent_ids").size();
        return Summary.of("wait_agent", named == 0 ? "all" : named == 1 ? "1" : "" + named);
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Duration timeout = Durations.of(run.input(), "timeout", TIMEOUT, LONGEST);
        List<AgentRow> meant = meant(run);
        if (meant.isEmpty()) {
            return reports.result(
                    meant, false, "no agent is at work, and you have had every report");
        }
        List<AgentRow> open = meant.stream().filter(it -> !it.state().ended()).toList();
        boolean any = run.input().path("mode").asString("all").equals("any");
        if (any ? open.size() < meant.size() : open.isEmpty()) {
            return reports.result(meant, false, "");
        }
        if (spokenTo(run)) {
            return reports.result(meant, false, "The person wrote; read it, then wait again.");
        }
        Duration left = Duration.between(clock.instant(), startedAt(run).plus(timeout));
        return left.isPositive()
                ? ToolOutput.waiting(new ToolOutput.Pause(words(open), left))
                : reports.result(meant, true, "");
    }

    private List<AgentRow> meant(ToolRun run) {
        JsonNode ids = run.input().path("agent_ids");
        if (ids.isEmpty()) {
            return agents.of(run.chat()).stream().filter(this::news).limit(MOST_AGENTS).toList();
        }
        List<AgentRow> named = new ArrayList<>();
        for (JsonNode id : ids) {
            named.add(AgentTexts.require(agents, run.chat(), id));
        }
        return named;
    }

    private boolean news(AgentRow agent) {
        return switch (agent.state()) {
            case QUEUED, RUNNING, WAITING -> true;
            case FINISHED, STOPPED, FAILED -> !agents.reported(agent);
            case CLOSED -> false;
        };
    }

    private boolean spokenTo(ToolRun run) {
        return queue.waiting(run.chat()).stream().anyMatch(it -> it.delivery() == Delivery.STEER);
    }

    private Instant startedAt(ToolRun run) {
        Instant started = calls.find(run.call()).orElseThrow().startedAt();
        return started == null ? clock.instant() : started;
    }

    private static String words(List<AgentRow> open) {
        return open.size() == 1 ? "1 agent" : open.size() + " agents";
    }
}
