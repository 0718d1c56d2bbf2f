package dev.mainspring.api;

import dev.mainspring.chat.NewChat;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ChatOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat to begin.
 *
 * @param id the caller's choice; the same request again gets the same chat
 * @param model the configured default where it is absent
 * @param planMode whether the agent only looks and proposes a plan
 * @param approvalPolicy rules of this chat: they can only tighten those of the deployment
 * @param systemPrompt added to what the product tells the model
 * @param mcpServers names of the only MCP servers it uses; all it may where it is absent
 */
record ChatBody(
        @Nullable ChatId id,
        FirstMessage message,
        @Nullable ModelRef model,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable String systemPrompt,
        @Nullable TemplateId templateId,
        @Nullable WorkspaceId workspaceId,
        @Nullable Map<String, String> labels,
        @Nullable Boolean planMode,
        @Nullable List<RuleBody> approvalPolicy,
        @Nullable List<String> mcpServers) {

    private static final int MAX_SYSTEM_PROMPT_CHARS = 100_000;

    /** What a chat begins with. */
    record FirstMessage(@Nullable MessageId id, List<PartBody> parts) {}

    NewChat chat() {
        FirstMessage first = Fields.require("message", message);
        if (systemPrompt != null && systemPrompt.length() > MAX_SYSTEM_PROMPT_CHARS) {
            throw ProblemException.invalid(
                    "system_prompt",
                    "has %d characters, at most %d"
                            .formatted(systemPrompt.length(), MAX_SYSTEM_PROMPT_CHARS));
        }
        return new NewChat(
                id,
                new MessageBody(first.id(), first.parts(), null, null).message("message.parts"),
                model,
                reasoningEffort,
                systemPrompt,
                templateId,
                workspaceId,
                labels == null ? Map.of() : labels,
                ChatOptions.DEFAULT
                        .withPlanMode(Boolean.TRUE.equals(planMode))
                        .withApprovalPolicy(
                                Objects.requireNonNullElse(
                                        RuleBody.rules("approval_policy", approvalPolicy),
                                        List.of()))
                        .withMcpServers(mcpServers));
    }
}
