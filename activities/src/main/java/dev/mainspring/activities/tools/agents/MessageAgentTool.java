package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.Delivery;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.OrderRefusedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Sends a sub-agent a message; one that has ended goes on with it. */
@Component
final class MessageAgentTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.ORCHESTRATION,
                    "message_agent",
                    """
                    Sends a sub-agent a message. Delivery steer is read before its next step, queue
                    when its turn has ended, interrupt stops its step first. An agent that has
                    ended goes on with the message.
                    """,
                    """
                    "agent_id": %s,
                    "message": {"type": "string", "minLength": 1, "maxLength": 100000},
                    "delivery": {"type": "string", "enum": ["steer", "queue", "interrupt"],
                      "default": "steer"}
                    """
                            .formatted(AgentTexts.ID),
                    "agent_id, message");

    private final AgentOrders orders;
    private final AgentRows agents;

    MessageAgentTool(AgentOrders orders, AgentRows agents) {
        this.orders = orders;
        this.agents = agents;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("message_agent", input, "message");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode input = run.input();
        AgentRow agent = AgentTexts.require(agents, run.chat(), input.path("agent_id"));
        Delivery delivery = Delivery.of(input.path("delivery").asString(Delivery.STEER.wire()));
        String message = input.path("message").asString("");
        if (message.isBlank()) {
            return ToolResults.failed("message: must not be blank");
        }
        try {
            orders.message(agent.id(), run.call(), delivery, message);
        } catch (OrderRefusedException e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
        AgentRow now = AgentTexts.require(agents, run.chat(), input.path("agent_id"));
        return ToolResults.finished(AgentTexts.described(now));
    }
}
