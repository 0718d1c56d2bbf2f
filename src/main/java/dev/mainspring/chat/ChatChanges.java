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
 * @param alwaysAllowed the rules to keep of those that people added by allowing always
 * @param force archives a chat that is at work, too: its turn is stopped
 */
public record ChatChanges(
        @Nullable String title,
        @Nullable Map<String, String> labels,
        @Nullable Boolean pinned,
        @Nullable Boolean archived,
        @Nullable Boolean force,
        @Nullable ModelRef model,
        @Nullable EffortChoice reasoningEffort,
        @Nullable WorkspaceId workspaceId,
        @Nullable Boolean planMode,
        @Nullable List<ApprovalRule> approvalPolicy,
        @Nullable List<ApprovalRule> alwaysAllowed) {

    /** The options with what is to change. */
    ChatOptions options(ChatOptions now) {
        ChatOptions next = planMode == null ? now : now.withPlanMode(planMode);
        next = approvalPolicy == null ? next : next.withApprovalPolicy(approvalPolicy);
        return alwaysAllowed == null ? next : next.keepingAllowed(alwaysAllowed);
    }

    public static ChatChanges title(String title) {
        return new ChatChanges(title, null, null, null, null, null, null, null, null, null, null);
    }

    public static ChatChanges labels(Map<String, String> labels) {
        return new ChatChanges(null, labels, null, null, null, null, null, null, null, null, null);
    }

    public static ChatChanges pinned(boolean pinned) {
        return new ChatChanges(null, null, pinned, null, null, null, null, null, null, null, null);
    }

    public static ChatChanges archived(boolean archived) {
        return new ChatChanges(
                null, null, null, archived, null, null, null, null, null, null, null);
    }

    /** Archives a chat at work, too. */
    public static ChatChanges archivedByForce() {
        return new ChatChanges(null, null, null, true, true, null, null, null, null, null, null);
    }

    public static ChatChanges planMode(boolean on) {
        return new ChatChanges(null, null, null, null, null, null, null, null, on, null, null);
    }

    public static ChatChanges effort(@Nullable ReasoningEffort effort) {
        return new ChatChanges(
                null,
                null,
                null,
                null,
                null,
                null,
                new EffortChoice(effort),
                null,
                null,
                null,
                null);
    }

    public static ChatChanges model(ModelRef model) {
        return new ChatChanges(null, null, null, null, null, model, null, null, null, null, null);
    }

    /** Of what was always allowed, only this stays so. */
    public static ChatChanges alwaysAllowed(List<ApprovalRule> kept) {
        return new ChatChanges(null, null, null, null, null, null, null, null, null, null, kept);
    }
}
