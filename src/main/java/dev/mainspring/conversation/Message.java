package dev.mainspring.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of a branch.
 *
 * @param position from 1, continuing across branches
 * @param step the step of the turn that wrote it, from 1
 * @param model the model that answered, for assistant messages
 */
public record Message(
        MessageId id,
        BranchId branchId,
        int position,
        Role role,
        List<Part> parts,
        @Nullable TurnId turnId,
        @Nullable Integer step,
        @Nullable ModelRef model,
        @Nullable Usage usage,
        Instant createdAt) {

    public Message {
        parts = List.copyOf(parts);
    }

    /** Whether a person sent it; a notice and a summary stand on their side, too. */
    public boolean sent() {
        return role == Role.USER
                && !onlyNotices()
                && parts.stream().noneMatch(Part.Compaction.class::isInstance);
    }

    /** Whether nobody said it: the product tells something. */
    public boolean onlyNotices() {
        return parts.stream().allMatch(Part.Notice.class::isInstance);
    }
}
