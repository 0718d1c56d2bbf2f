package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.Role;
import java.util.List;

/**
 * Which part of a context is summarised, and which the model goes on to read as it is: the last few
 * steps, never a result without its call.
 *
 * @param folded what the summary stands for; an earlier summary first
 * @param kept the messages after it
 */
record CompactionPlan(List<Message> folded, List<Message> kept) {

    /** More of the end helps little; the files are there to be read again. */
    private static final long MOST_KEPT_TOKENS = 20_000;

    /** Of the model's context. */
    private static final int KEPT_SHARE = 10;

    static CompactionPlan of(List<Message> path, int contextTokens) {
        List<Message> context = ModelContext.of(path);
        long room = Math.min(MOST_KEPT_TOKENS, contextTokens / KEPT_SHARE);
        int start = context.size();
        for (int i = context.size() - 1; i > 0; i--) {
            room -= ModelContext.tokens(context.get(i));
            if (room < 0) {
                break;
            }
            if (context.get(i).role() != Role.TOOL) {
                start = i;
            }
        }
        return new CompactionPlan(
                context.subList(0, start), context.subList(start, context.size()));
    }

    /** A lone summary is short already. */
    boolean isEmpty() {
        return folded.stream().allMatch(it -> ModelContext.compaction(it).isPresent());
    }

    /** The first message that stays, or the summary itself, which comes at that position. */
    int fromPosition(int summaryPosition) {
        return kept.isEmpty() ? summaryPosition : kept.getFirst().position();
    }
}
