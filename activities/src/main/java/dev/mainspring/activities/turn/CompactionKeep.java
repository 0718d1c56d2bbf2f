package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.store.ChatRow;
import java.util.List;
import java.util.Optional;

/**
 * What must survive a compaction word for word, whatever the model's summary says. Sections stand
 * in the order of their {@code @Order}.
 */
public interface CompactionKeep {

    /**
     * Markdown, with a heading of its own; empty where there is nothing to keep.
     *
     * @param branch whose transcript is summarised; it may be too long to be read whole
     * @param kept the end of it, which the model goes on to read as it is
     */
    Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept);

    /** The summary is stored: what was told before it is not before the model any more. */
    default void compacted(ChatId chat) {}
}
