package dev.mainspring.chat;

import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.Usage;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ChatRow;
import dev.mainspring.workflows.ChatWorkflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A chat as people and clients see it. */
public record ChatView(
        ChatId id,
        String title,
        ChatStatus status,
        @Nullable StopReason stopReason,
        @Nullable TurnError error,
        ModelRef model,
        @Nullable ReasoningEffort reasoningEffort,
        @Nullable TemplateId templateId,
        @Nullable WorkspaceId workspaceId,
        BranchId branchId,
        @Nullable ChatId parentChatId,
        Map<String, String> labels,
        boolean planMode,
        List<ApprovalRule> approvalPolicy,
        List<ApprovalRule> alwaysAllowed,
        boolean pinned,
        boolean archived,
        boolean unread,
        boolean queueHeld,
        long lastSeq,
        @Nullable TurnId turnId,
        Usage usage,
        String workflowId,
        Instant createdAt,
        Instant updatedAt) {

    static ChatView of(ChatRow chat, Usage usage) {
        return new ChatView(
                chat.id(),
                chat.title(),
                chat.status(),
                chat.stopReason(),
                chat.error(),
                chat.model(),
                chat.effort(),
                chat.templateId(),
                chat.workspaceId(),
                chat.branchId(),
                chat.parentChatId(),
                chat.labels(),
                chat.options().planMode(),
                orNone(chat.options().approvalPolicy()),
                orNone(chat.options().alwaysAllowed()),
                chat.pinned(),
                chat.archivedAt() != null,
                chat.readSeq() < chat.lastSeq(),
                chat.queueHeld(),
                chat.lastSeq(),
                chat.turnId(),
                usage,
                ChatWorkflow.ID_PREFIX + chat.id(),
                chat.createdAt(),
                chat.updatedAt());
    }

    private static List<ApprovalRule> orNone(@Nullable List<ApprovalRule> rules) {
        return rules == null ? List.of() : rules;
    }

    /** Whether a turn is at work, or about to be. */
    public boolean busy() {
        return !status.atRest();
    }
}
