package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.store.AgentRow;
import dev.mainspring.store.AgentRows;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the orchestration tools have in common. */
final class AgentTexts {

    static final String ID =
            """
            {"type": "string", "minLength": 1, "maxLength": 64,
             "description": "as spawn_agent or list_agents gave it"}\
            """;

    private AgentTexts() {}

    /**
     * The chat's sub-agent of that id.
     *
     * @throws ToolRefusedException if it has none
     */
    static AgentRow require(AgentRows agents, ChatId chat, JsonNode id) {
        String given = id.asString("");
        try {
            return agents.find(chat, ChatId.of(given)).orElseThrow(() -> unknown(given));
        } catch (IllegalArgumentException notAnId) {
            throw unknown(given);
        }
    }

    private static ToolRefusedException unknown(String given) {
        return new ToolRefusedException(
                "this chat has no agent '%s'; list_agents shows what there is".formatted(given));
    }

    /** A sub-agent as models see it, without its report. */
    static ObjectNode described(AgentRow agent) {
        ObjectNode node =
                ToolResults.object()
                        .put("agent_id", agent.id().toString())
                        .put("title", agent.chat().title())
                        .put("type", agent.type().wire())
                        .put("status", agent.state().wire());
        if (!agent.doing().isEmpty()) {
            node.put("doing", agent.doing());
        }
        if (agent.chat().error() != null) {
            node.put("error", agent.chat().error().message());
        }
        return node;
    }
}
