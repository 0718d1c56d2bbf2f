package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the agent asks of a person. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Ask.Approval.class, name = "approval"),
    @JsonSubTypes.Type(value = Ask.Questions.class, name = "question"),
    @JsonSubTypes.Type(value = Ask.Plan.class, name = "plan")
})
public sealed interface Ask {

    RequestKind kind();

    /** What is wrong with a reply to this; empty if it may be taken. */
    Optional<Reply.Problem> problem(Reply reply);

    /**
     * May this call be run?
     *
     * @param tool its name
     * @param summary one line for people
     * @param mayAlways whether such calls may be allowed for good
     */
    record Approval(String tool, String summary, boolean mayAlways) implements Ask {

        private static final Set<Decision> DECISIONS =
                Set.of(Decision.ALLOW, Decision.ALLOW_ALWAYS, Decision.DENY);

        @Override
        public RequestKind kind() {
            return RequestKind.APPROVAL;
        }

        @Override
        public Optional<Reply.Problem> problem(Reply reply) {
            if (!DECISIONS.contains(reply.decision())) {
                return Reply.Problem.decision(reply, "allow, allow_always or deny");
            }
            return reply.decision() == Decision.ALLOW_ALWAYS && !mayAlways
                    ? Reply.Problem.decision(reply, "allow or deny: plan mode asks each time")
                    : Optional.empty();
        }
    }

    /** A form. */
    record Questions(List<Question> questions) implements Ask {

        public Questions {
            questions = List.copyOf(questions);
        }

        @Override
        public RequestKind kind() {
            return RequestKind.QUESTION;
        }

        @Override
        public Optional<Reply.Problem> problem(Reply reply) {
            if (reply.decision() != Decision.ANSWER) {
                return Reply.Problem.decision(reply, "answer");
            }
            if (reply.answers().size() != questions.size()) {
                return Reply.Problem.of(
                        "answers",
                        "holds "
                                + reply.answers().size()
                                + ", must hold one for each of the "
                                + questions.size()
                                + " questions");
            }
            for (int i = 0; i < questions.size(); i++) {
                Optional<String> rule = questions.get(i).rule(reply.answers().get(i));
                if (rule.isPresent()) {
                    return Reply.Problem.of("answers[" + i + "]", rule.get());
                }
            }
            return Optional.empty();
        }
    }

    /** A plan to approve. */
    record Plan(String plan) implements Ask {

        /** UTF-8 bytes. */
        public static final int MAX_BYTES = 32 * 1024;

        private static final Set<Decision> DECISIONS =
                Set.of(Decision.APPROVE, Decision.EDIT, Decision.REJECT);

        @Override
        public RequestKind kind() {
            return RequestKind.PLAN;
        }

        @Override
        public Optional<Reply.Problem> problem(Reply reply) {
            if (!DECISIONS.contains(reply.decision())) {
                return Reply.Problem.decision(reply, "approve, edit or reject");
            }
            String edited = reply.plan();
            boolean edits = reply.decision() == Decision.EDIT;
            if (edits == (edited == null || edited.isBlank())) {
                return Reply.Problem.of(
                        "plan", edits ? "is missing" : "is only for the decision edit");
            }
            return edited == null ? Optional.empty() : tooLong("plan", edited, MAX_BYTES);
        }
    }

    /** One question of a form. */
    record Question(String header, String question, List<Option> options, boolean multiple) {

        public Question {
            options = List.copyOf(options);
        }

        private Optional<String> rule(Reply.Chosen chosen) {
            List<String> labels = options.stream().map(Option::label).toList();
            String other = chosen.other();
            boolean said = other != null && !other.isBlank();
            if (chosen.selected().isEmpty() && !said) {
                return Optional.of("must select an option or say something else");
            }
            if (!labels.containsAll(chosen.selected())) {
                return Optional.of("selects " + chosen.selected() + ", must be among " + labels);
            }
            boolean many = chosen.selected().size() + (said ? 1 : 0) > 1;
            return many && !multiple
                    ? Optional.of("holds more than one answer, the question wants one")
                    : Optional.empty();
        }
    }

    /** One answer to choose. */
    record Option(String label, String description) {}

    /** The problem of a text with too many bytes of UTF-8. */
    static Optional<Reply.Problem> tooLong(String field, String text, int maxBytes) {
        int bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return bytes <= maxBytes
                ? Optional.empty()
                : Reply.Problem.of(field, "has " + bytes + " bytes of UTF-8, at most " + maxBytes);
    }
}
