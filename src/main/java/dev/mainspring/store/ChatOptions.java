package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import org.jspecify.annotations.Nullable;

/**
 * How a chat's agent works, beyond its model. Stored as one JSON object; what an older release did
 * not write is absent there and false or null here.
 *
 * @param planMode whether the agent only looks and proposes
 * @param agent what kind of sub-agent this is; null for a person's own chat
 * @param compactAsked whether a person wants the conversation summarised at the next chance
 * @param titled whether the title is more than the first words
 */
public record ChatOptions(
        boolean planMode, @Nullable AgentType agent, boolean compactAsked, boolean titled) {

    public static final ChatOptions DEFAULT = new ChatOptions(false, null, false, false);

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(on, agent, compactAsked, titled);
    }

    public ChatOptions withCompactAsked(boolean asked) {
        return new ChatOptions(planMode, agent, asked, titled);
    }

    public ChatOptions withTitled() {
        return new ChatOptions(planMode, agent, compactAsked, true);
    }

    /** The same for a sub-agent. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type, false, titled);
    }
}
