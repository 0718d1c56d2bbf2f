package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import org.jspecify.annotations.Nullable;

/**
 * How a chat's agent works, beyond its model. Stored as one JSON object; what an older release did
 * not write is absent there and false or null here.
 *
 * @param planMode whether the agent only looks and proposes
 * @param agent what kind of sub-agent this is; null for a person's own chat
 */
public record ChatOptions(boolean planMode, @Nullable AgentType agent) {

    public static final ChatOptions DEFAULT = new ChatOptions(false, null);

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(on, agent);
    }

    /** The same for a person's own chat. */
    public ChatOptions ofPerson() {
        return new ChatOptions(planMode, null);
    }

    /** The same for a sub-agent. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type);
    }
}
