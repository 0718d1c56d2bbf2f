package dev.mainspring.store;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ApprovalPolicy;
import dev.mainspring.conversation.ApprovalRule;
import java.util.ArrayList;
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
 * @param approvalPolicy the chat's own rules, beside those of the deployment; null is none
 * @param alwaysAllowed what a person has allowed for good in this chat; null is nothing
 */
public record ChatOptions(
        boolean planMode,
        @Nullable AgentType agent,
        boolean compactAsked,
        boolean titled,
        @Nullable List<String> mcpServers,
        @Nullable List<ApprovalRule> approvalPolicy,
        @Nullable List<ApprovalRule> alwaysAllowed) {

    public static final ChatOptions DEFAULT =
            new ChatOptions(false, null, false, false, null, null, null);

    public ChatOptions withPlanMode(boolean on) {
        return new ChatOptions(
                on, agent, compactAsked, titled, mcpServers, approvalPolicy, alwaysAllowed);
    }

    public ChatOptions withCompactAsked(boolean asked) {
        return new ChatOptions(
                planMode, agent, asked, titled, mcpServers, approvalPolicy, alwaysAllowed);
    }

    public ChatOptions withTitled() {
        return new ChatOptions(
                planMode, agent, compactAsked, true, mcpServers, approvalPolicy, alwaysAllowed);
    }

    public ChatOptions withMcpServers(@Nullable List<String> only) {
        return new ChatOptions(
                planMode, agent, compactAsked, titled, only, approvalPolicy, alwaysAllowed);
    }

    public ChatOptions withApprovalPolicy(List<ApprovalRule> rules) {
        return new ChatOptions(
                planMode, agent, compactAsked, titled, mcpServers, rules, alwaysAllowed);
    }

    /** Allows these, too; of more than a policy can hold the oldest are asked about again. */
    public ChatOptions withAlwaysAllowed(List<ApprovalRule> rules) {
        List<ApprovalRule> all = new ArrayList<>(alwaysAllowed == null ? List.of() : alwaysAllowed);
        rules.stream().filter(rule -> !all.contains(rule)).forEach(all::add);
        return keepingAllowed(
                all.subList(Math.max(0, all.size() - ApprovalPolicy.MAX_RULES), all.size()));
    }

    /** Of what is always allowed, only these. */
    public ChatOptions keepingAllowed(List<ApprovalRule> rules) {
        return new ChatOptions(
                planMode, agent, compactAsked, titled, mcpServers, approvalPolicy, rules);
    }

    /** The same for a sub-agent, which is also allowed what its chat is, as long as that is. */
    ChatOptions withAgent(AgentType type) {
        return new ChatOptions(planMode, type, false, titled, mcpServers, approvalPolicy, null);
    }

    /** The same for another chat of a person: what was allowed for good was so in this one. */
    public ChatOptions ofPerson() {
        return new ChatOptions(planMode, null, false, titled, mcpServers, approvalPolicy, null);
    }
}
