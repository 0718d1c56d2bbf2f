package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * About how many tokens the next request of a branch has: what the provider counted last, and what
 * came since by its length.
 */
@Component
public class ContextSize {

    /** Messages of about two steps. */
    private static final int JUST = 4;

    /** What the system prompt and the tools are, where no provider has counted them yet. */
    public static final long PREAMBLE_TOKENS = 6_000;

    private final MessageRows messages;

    ContextSize(MessageRows messages) {
        this.messages = messages;
    }

    /** Whether a summary is so new that another one would stand for hardly anything. */
    public boolean justSummarised(BranchId branch) {
        return messages.before(branch, Integer.MAX_VALUE, JUST).stream()
                .anyMatch(ContextSize::isSummary);
    }

    public long tokens(BranchId branch) {
        return tokens(branch, messages.before(branch, Integer.MAX_VALUE, MessageRows.LOOKED_AT));
    }

    /** The same inside a transaction. */
    public long tokens(ChatTx tx, BranchId branch) {
        return tokens(branch, messages.newest(tx, branch, MessageRows.LOOKED_AT));
    }

    private long tokens(BranchId branch, List<Message> newest) {
        return counted(newest).orElseGet(() -> ofAll(messages.context(branch)));
    }

    private static long ofAll(List<Message> path) {
        return counted(path)
                .orElseGet(() -> PREAMBLE_TOKENS + ModelContext.tokens(ModelContext.of(path)));
    }

    private static Optional<Long> counted(List<Message> newest) {
        OptionalInt last =
                IntStream.range(0, newest.size())
                        .map(i -> newest.size() - 1 - i)
                        .filter(i -> isCount(newest.get(i)) || isSummary(newest.get(i)))
                        .findFirst();
        if (last.isEmpty() || isSummary(newest.get(last.getAsInt()))) {
            return Optional.empty();
        }
        Usage usage = usage(newest.get(last.getAsInt()));
        List<Message> since = newest.subList(last.getAsInt() + 1, newest.size());
        return Optional.of(usage.inputTokens() + usage.outputTokens() + ModelContext.tokens(since));
    }

    private static boolean isCount(Message message) {
        return message.role() == Role.ASSISTANT && usage(message).inputTokens() > 0;
    }

    /** A count from before a summary says nothing any more. */
    private static boolean isSummary(Message message) {
        return ModelContext.compaction(message).isPresent();
    }

    private static Usage usage(Message message) {
        return message.usage() == null ? Usage.NONE : message.usage();
    }
}
