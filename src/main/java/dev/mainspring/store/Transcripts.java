package dev.mainspring.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Part;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What models read of branches. Branches only grow, so what was read once stays true and only what
 * came since is read again: a step costs the same at step 1,000 as at step 1. What a summary stands
 * for is not read at all.
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

    /** The messages of a branch from where its newest summary says, oldest first. */
    public List<Message> context(BranchId branch) {
        List<Message> known = cache.getIfPresent(branch);
        if (known == null || known.isEmpty()) {
            return keep(branch, messages.context(branch));
        }
        List<Message> since = messages.after(branch, known.getLast().position(), Integer.MAX_VALUE);
        if (since.isEmpty()) {
            return known;
        }
        List<Message> path = new ArrayList<>(known.size() + since.size());
        path.addAll(known);
        path.addAll(since);
        return keep(branch, ModelContext.newestCompaction(since).isPresent() ? cut(path) : path);
    }

    private List<Message> keep(BranchId branch, List<Message> path) {
        cache.put(branch, path);
        return path;
    }

    private static List<Message> cut(List<Message> path) {
        int from =
                ModelContext.newestCompaction(path)
                        .flatMap(ModelContext::compaction)
                        .map(Part.Compaction::fromPosition)
                        .orElse(1);
        return path.stream().filter(message -> message.position() >= from).toList();
    }
}
