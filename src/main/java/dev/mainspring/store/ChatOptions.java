package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ApprovalRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a chat's agent works, beyond its model. Stored as one JSON object; what an older release did
 * not write is absent there and false, null or empty here.
 *
 * @param planMode whether the agent only looks and proposes
 * @param agent what kind of sub-agent this is; null for a person's own chat
 * @param approvalPolicy the chat's own rules, beside those of the deployment; null is none
 * @param alwaysAllowed what a person has allowed for good in this chat; null is nothing
 */
public record ChatOptions(
        boolean planMode,
        @Nullable AgentType agent,
        @Nullable List<ApprovalRule> approvalPolicy,
        @Nullable List<ApprovalRule> alwaysAllowed) {

    public static final ChatOptions DEFAULT = new ChatOptions(false, null, null, null);

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(on, agent, approvalPolicy, alwaysAllowed);
    }

    public ChatOptions withApprovalPolicy(List<ApprovalRule> rules) {
        return new ChatOptions(planMode, agent, rules, alwaysAllowed);
    }

    public ChatOptions withAlwaysAllowed(List<ApprovalRule> rules) {
        List<ApprovalRule> all = new ArrayList<>(alwaysAllowed == null ? List.of() : alwaysAllowed);
        rules.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
        return new ChatOptions(planMode, agent, approvalPolicy, all);
    }

    /** The same for a sub-agent. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type, approvalPolicy, alwaysAllowed);
    }
}
