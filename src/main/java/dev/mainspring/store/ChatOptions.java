package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a chat's agent works, beyond its model. Stored as one JSON object; what an older release did
 * not write is absent there and false or null here.
 *
 * @param planMode whether the agent only looks and proposes
 * @param agent what kind of sub-agent this is; null for a person's own chat
 * @param mcpServers names of the only MCP servers it uses; null: all it may
 */
public record ChatOptions(
        boolean planMode, @Nullable AgentType agent, @Nullable List<String> mcpServers) {

    public static final ChatOptions DEFAULT = new ChatOptions(false, null, null);

    public ChatOptions withMcpServers(@Nullable List<String> only) {
        return new ChatOptions(planMode, agent, only);
    }

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(on, agent, mcpServers);
    }

    /** The same for a sub-agent. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type, mcpServers);
    }
}
