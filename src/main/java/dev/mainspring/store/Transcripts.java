package dev.mainspring.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Whole transcripts, for the model. Branches only grow, so what was read once stays true and only
 * what came since is read again: a step costs the same at step 1,000 as at step 1.
 */
@Component
public class Transcripts {

    /** Messages kept in memory over all chats; at 1 KB each about 50 MB. */
    private static final int MAX_CACHED_MESSAGES = 50_000;

    private final MessageRows messages;
    private final Cache<BranchId, List<Message>> cache =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_CACHED_MESSAGES)
                    .weigher((BranchId branch, List<Message> path) -> path.size() + 1)
                    .build();

    Transcripts(MessageRows messages) {
        this.messages = messages;
    }

    /** Every message on the path of a branch, oldest first. */
    public List<Message> read(BranchId branch) {
        List<Message> known = cache.get(branch, none -> List.of());
        int head = known.isEmpty() ? 0 : known.getLast().position();
        List<Message> since = messages.after(branch, head, Integer.MAX_VALUE);
        if (since.isEmpty()) {
            return known;
        }
        List<Message> path = new ArrayList<>(known.size() + since.size());
        path.addAll(known);
        path.addAll(since);
        cache.put(branch, path);
        return path;
    }
}
