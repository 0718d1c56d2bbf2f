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
 * @param compactAsked whether a person wants the conversation summarised at the next chance
 * @param titled whether the title is more than the first words
 * @param mcpServers names of the only MCP servers it uses; null: all it may
 */
public record ChatOptions(
        boolean planMode,
        @Nullable AgentType agent,
        boolean compactAsked,
        boolean titled,
        @Nullable List<String> mcpServers) {

    public static final ChatOptions DEFAULT = new ChatOptions(false, null, false, false, null);

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(on, agent, compactAsked, titled, mcpServers);
    }

    public ChatOptions withCompactAsked(boolean asked) {
        return new ChatOptions(planMode, agent, asked, titled, mcpServers);
    }

    public ChatOptions withTitled() {
        return new ChatOptions(planMode, agent, compactAsked, true, mcpServers);
    }

    public ChatOptions withMcpServers(@Nullable List<String> only) {
        return new ChatOptions(planMode, agent, compactAsked, titled, only);
    }

    /** The same for a sub-agent. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type, false, titled, mcpServers);
    }
}
