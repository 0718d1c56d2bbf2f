package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A chat as stored.
 *
 * @param turnId the turn at work, else the last one
 * @param queueHeld whether waiting messages stay waiting until a person goes on
 * @param lastSeq of its events
 * @param readSeq what its owner has seen
 * @param writerRunId the Temporal run that wrote last
 * @param requestHash of the request that made it
 */
public record ChatRow(
        ChatId id,
        UserId ownerId,
        String title,
        ChatStatus status,
        @Nullable StopReason stopReason,
        @Nullable TurnError error,
        ModelRef model,
        @Nullable ReasoningEffort effort,
        @Nullable String systemPrompt,
        @Nullable TemplateId templateId,
        @Nullable WorkspaceId workspaceId,
        @Nullable ChatId parentChatId,
        BranchId branchId,
        @Nullable TurnId turnId,
        Map<String, String> labels,
        ChatOptions options,
        boolean pinned,
        boolean queueHeld,
        long lastSeq,
        long readSeq,
        @Nullable String writerRunId,
        String requestHash,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt) {

    /** Whether a turn is at work, or about to be. */
    public boolean busy() {
        return !status.atRest();
    }
}
