package dev.mainspring.api;

import dev.mainspring.chat.ChatChanges;
import dev.mainspring.chat.EffortChoice;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a chat; what is absent stays as it is, and so does what is null, save the
 * effort.
 *
 * @param reasoningEffort null: the provider decides
 * @param alwaysAllowed the rules to keep of those that people added by allowing always
 * @param force archives a chat at work, too: its turn is stopped
 */
record ChatChangesBody(
        @Nullable String title,
        @Nullable Map<String, String> labels,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean force,
        @Nullable ModelRef model,
        @Nullable EffortBody reasoningEffort,
        @Nullable WorkspaceId workspaceId,
        @Nullable Boolean planMode,
        @Nullable List<RuleBody> approvalPolicy,
        @Nullable List<RuleBody> alwaysAllowed) {

    ChatChanges changes() {
        return new ChatChanges(
                title,
                labels,
                pinned,
                archived,
                force,
                model,
                reasoningEffort == null ? null : new EffortChoice(reasoningEffort.effort()),
                workspaceId,
                planMode,
                RuleBody.rules("approval_policy", approvalPolicy),
                RuleBody.rules("always_allowed", alwaysAllowed));
    }
}
