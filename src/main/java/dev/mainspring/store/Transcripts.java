package dev.mainspring.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Whole transcripts, for the model. Branches only grow, so what was read once stays true and only
 * what came since is read again: a step costs the same at step 1,000 as at step 1.
 */
@Component
public class Transcripts {

    /** Characters kept in memory over all chats; one byte each where a text is plain. */
    private static final int MAX_CACHED_CHARS = 32_000_000;

    /** What a message takes beside its texts. */
    private static final int MESSAGE_CHARS = 500;

    private final MessageRows messages;
    private final Cache<BranchId, List<Message>> cache =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_CACHED_CHARS)
                    .expireAfterAccess(Duration.ofMinutes(30))
                    .weigher((BranchId branch, List<Message> path) -> weight(path))
                    .build();

    Transcripts(MessageRows messages) {
        this.messages = messages;
    }

    private static int weight(List<Message> path) {
        long chars = 0;
        for (Message message : path) {
            chars += MESSAGE_CHARS;
            for (Part part : message.parts()) {
                chars += chars(part);
            }
        }
        return (int) Math.min(chars, Integer.MAX_VALUE);
    }

    private static int chars(Part part) {
        return switch (part) {
            case Part.Text it -> it.text().length();
            case Part.Reasoning it -> it.text().length();
            case Part.ToolResult it -> it.output().length();
            case Part.ToolCall _,
                    Part.Image _,
                    Part.File _,
                    Part.FileReference _,
                    Part.Source _,
                    Part.Compaction _,
                    Part.Notice _ ->
                    MESSAGE_CHARS;
        };
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
