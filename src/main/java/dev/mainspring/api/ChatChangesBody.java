package dev.mainspring.api;

import dev.mainspring.chat.ChatChanges;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.WorkspaceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a chat; what is absent or null stays as it is.
 *
 * @param force archives a chat at work, too: its turn is stopped
 */
record ChatChangesBody(
        @Nullable String title,
        @Nullable Map<String, String> labels,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean force,
        @Nullable ModelRef model,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable WorkspaceId workspaceId,
        @Nullable Boolean planMode,
        @Nullable List<RuleBody> approvalPolicy) {

    ChatChanges changes() {
        return new ChatChanges(
                title,
                labels,
                pinned,
                archived,
                force,
                model,
                reasoningEffort,
                workspaceId,
                planMode,
                approvalPolicy == null ? null : RuleBody.rules(approvalPolicy));
    }
}
