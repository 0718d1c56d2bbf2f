package dev.mainspring.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person says to something the agent asked.
 *
 * @param note for the agent
 * @param answers one for each question of a form
 * @param plan as the person has rewritten it
 */
public record Reply(
        Decision decision, @Nullable String note, List<Chosen> answers, @Nullable String plan) {

    /** UTF-8 bytes; what is longer is a message, not a note. */
    private static final int MAX_NOTE_BYTES = 48 * 1024;

    public Reply {
        answers = List.copyOf(answers);
    }

    public static Reply of(Decision decision, @Nullable String note) {
        return new Reply(decision, note, List.of(), null);
    }

    public static Reply answers(List<Chosen> answers, @Nullable String note) {
        return new Reply(Decision.ANSWER, note, answers, null);
    }

    public static Reply plan(Decision decision, @Nullable String plan, @Nullable String note) {
        return new Reply(decision, note, List.of(), plan);
    }

    /** What is wrong with it as a reply to this. */
    public Optional<Problem> problem(Ask ask) {
        Optional<Problem> tooLong =
                note == null ? Optional.empty() : Ask.tooLong("note", note, MAX_NOTE_BYTES);
        return tooLong.or(() -> ask.problem(this));
    }

    /**
     * The answer to one question.
     *
     * @param selected labels of options
     * @param other in the person's own words
     */
    public record Chosen(List<String> selected, @Nullable String other) {
        public Chosen {
            selected = List.copyOf(selected);
        }
    }

    /** A field of a reply that breaks a rule. */
    public record Problem(String field, String rule) {

        static Optional<Problem> of(String field, String rule) {
            return Optional.of(new Problem(field, rule));
        }

        static Optional<Problem> decision(Reply reply, String allowed) {
            return of("decision", "is '" + reply.decision().wire() + "', must be " + allowed);
        }
    }
}
