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

    static CompactionPlan of(List<Message> path, int contextTokens) {
        List<Message> context = ModelContext.of(path);
        long room = ModelContext.mostKeptTokens(contextTokens);
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
