package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.store.BranchRows.Branch;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A branch as people and clients see it.
 *
 * @param parentId where it begins, maybe a branch of the chat this one was forked from
 * @param position of the last message it shares with its parent
 * @param head position of its newest message
 * @param current whether the chat goes on on it
 */
public record BranchView(
        BranchId id,
        @Nullable BranchId parentId,
        @Nullable Integer position,
        int head,
        boolean current,
        Instant createdAt) {

    static BranchView of(Branch branch, BranchId current) {
        return new BranchView(
                branch.id(),
                branch.parent() == null ? null : branch.parent().branch(),
                branch.parent() == null ? null : branch.parent().position(),
                branch.head(),
                branch.id().equals(current),
                branch.createdAt());
    }
}
