package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a search found a chat.
 *
 * @param field {@code title} or {@code message}
 * @param branchId of the message that matches best; null where only the title does
 * @param position of that message
 * @param snippet plain text around the words: of the message, else the title
 * @param highlights where in the snippet the words are, in their order
 */
public record Match(
        String field,
        @Nullable BranchId branchId,
        @Nullable Integer position,
        String snippet,
        List<Highlight> highlights) {

    /** From start to before end, in UTF-16 code units. */
    public record Highlight(int start, int end) {}

    public Match {
        highlights = List.copyOf(highlights);
    }
}
