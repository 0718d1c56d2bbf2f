package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.store.ChatTx;
import dev.mainspring.store.RequestRows;
import dev.mainspring.store.RequestRows.Request;
import dev.mainspring.store.Requests;
import dev.mainspring.workflows.Answer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers that came straight through Temporal. A bad one leaves a notice and nothing else. */
@Component
class SignalledAnswers {

    private final RequestRows rows;
    private final Requests requests;
    private final SignalNotices notices;

    SignalledAnswers(RequestRows rows, Requests requests, SignalNotices notices) {
        this.rows = rows;
        this.requests = requests;
        this.notices = notices;
    }

    boolean take(ChatTx tx, Answer answer) {
        Optional<String> problem = problem(tx, answer);
        problem.ifPresent(it ->
                notices.drop(
                        tx,
                        answer.requestId() + " " + answer.decision() + " answer",
                        "An answer sent through Temporal was dropped: " + it));
        return problem.isEmpty();
    }

    private Optional<String> problem(ChatTx tx, Answer answer) {
        if (Answer.TOO_LARGE.equals(answer.decision())) {
            return Optional.of("it is too large; send it through the API");
        }
        Optional<RequestId> id = id(answer.requestId());
        Optional<Request> asked =
                id.flatMap(rows::find).filter(it -> it.chatId().equals(tx.chat().id()));
        if (asked.isEmpty()) {
            return Optional.of("nothing waits for '" + answer.requestId() + "'");
        }
        Optional<Decision> decision = decision(asked.get().ask(), answer.decision());
        if (decision.isEmpty()) {
            return Optional.of(
                    "its decision is '%s', must be one of %s"
                            .formatted(
                                    answer.decision(),
                                    Arrays.stream(Decision.values())
                                            .map(Decision::wire)
                                            .collect(Collectors.joining(", "))));
        }
        Reply reply = reply(asked.get().ask(), decision.get(), answer.note());
        return switch (requests.answer(tx, asked.get().id(), reply, null)) {
            case Requests.Outcome.Taken _ -> Optional.empty();
            case Requests.Outcome.Late late -> late(late.request());
            case Requests.Outcome.Wrong wrong ->
                    Optional.of(wrong.problem().field() + " " + wrong.problem().rule());
            case Requests.Outcome.Unknown _ -> Optional.of("nothing waits for it");
        };
    }

    private static Optional<String> late(Request request) {
        Reply reply = request.reply();
        return Optional.of(
                reply == null
                        ? "the agent does not ask " + request.id() + " any more"
                        : request.id() + " was answered before: " + reply.decision().wire());
    }

    /** The note of an answer to questions is the answer to each; a label chooses the option. */
    private static Reply reply(Ask ask, Decision decision, @Nullable String note) {
        return switch (ask) {
            case Ask.Questions form when decision == Decision.ANSWER ->
                    Reply.answers(
                            form.questions().stream().map(it -> chosen(it, note)).toList(), null);
            case Ask.Plan _ when decision == Decision.EDIT -> Reply.plan(decision, note, null);
            case Ask.Questions _, Ask.Plan _, Ask.Approval _ -> Reply.of(decision, note);
        };
    }

    private static Reply.Chosen chosen(Ask.Question question, @Nullable String note) {
        boolean label = question.options().stream().anyMatch(it -> it.label().equals(note));
        return label
                ? new Reply.Chosen(List.of(String.valueOf(note)), null)
                : new Reply.Chosen(List.of(), note);
    }

    /** Questions have one decision only, so it may be left out. */
    private static Optional<Decision> decision(Ask ask, @Nullable String wire) {
        if (wire == null) {
            return ask instanceof Ask.Questions ? Optional.of(Decision.ANSWER) : Optional.empty();
        }
        return Arrays.stream(Decision.values())
                .filter(it -> it.wire().equals(wire.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<RequestId> id(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(RequestId.of(text));
        } catch (IllegalArgumentException noUuid) {
            return Optional.empty();
        }
    }
}
