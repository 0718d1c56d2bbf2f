package dev.mainspring.chat;

import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ChatOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a chat; null leaves it as it is.
 *
 * @param approvalPolicy replaces the chat's own rules
 * @param force archives a chat that is at work, too: its turn is stopped
 */
public record ChatChanges(
        @Nullable String title,
        @Nullable Map<String, String> labels,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean force,
        @Nullable ModelRef model,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable WorkspaceId workspaceId,
        @Nullable Boolean planMode,
        @Nullable List<ApprovalRule> approvalPolicy) {

    /** The options with what is to change. */
    ChatOptions options(ChatOptions now) {
        ChatOptions next = planMode == null ? now : now.withPlanMode(planMode);
        return approvalPolicy == null ? next : next.withApprovalPolicy(approvalPolicy);
    }

    public static ChatChanges title(String title) {
        return new ChatChanges(title, null, null, null, null, null, null, null, null, null);
    }

    public static ChatChanges pinned(boolean pinned) {
        return new ChatChanges(null, null, pinned, null, null, null, null, null, null, null);
    }

    public static ChatChanges archived(boolean archived) {
        return new ChatChanges(null, null, null, archived, null, null, null, null, null, null);
    }

    /** Archives a chat at work, too. */
    public static ChatChanges archivedByForce() {
        return new ChatChanges(null, null, null, true, true, null, null, null, null, null);
    }

    public static ChatChanges planMode(boolean on) {
        return new ChatChanges(null, null, null, null, null, null, null, null, on, null);
    }

    public static ChatChanges effort(ReasoningEffort effort) {
        return new ChatChanges(null, null, null, null, null, null, effort, null, null, null);
    }

    public static ChatChanges model(ModelRef model) {
        return new ChatChanges(null, null, null, null, null, model, null, null, null, null);
    }
}
