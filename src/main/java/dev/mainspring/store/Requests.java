package dev.mainspring.store;

import dev.mainspring.conversation.ApprovalRule;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.RequestState;
import dev.mainspring.conversation.ToolSubject;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.RequestRows.Request;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks people and takes their answers, in the chat's transaction: the first answer counts. */
@Component
public class Requests {

    private final RequestRows rows;
    private final ToolCallRows calls;

    Requests(RequestRows rows, ToolCallRows calls) {
        this.rows = rows;
        this.calls = calls;
    }

    /** What came of an answer. */
    public sealed interface Outcome {

        /** It counts. */
        record Taken(Request request) implements Outcome {}

        /** Somebody was first, or the agent does not ask any more. */
        record Late(Request request) implements Outcome {}

        /** It is no answer to this. */
        record Wrong(Request request, Reply.Problem problem) implements Outcome {}

        /** Nothing of this id was asked here. */
        record Unknown() implements Outcome {}
    }

    /** Asks for a call; the same call again is the same request. */
    public Request ask(ChatTx tx, Call call, Ask ask) {
        Optional<Request> asked = rows.ofCall(call.id());
        if (asked.isPresent()) {
            return asked.get();
        }
        Request request =
                new Request(
                        RequestId.random(),
                        tx.chat().id(),
                        call.turnId(),
                        call.id(),
                        ask,
                        RequestState.OPEN,
                        null,
                        null,
                        tx.now(),
                        null);
        rows.insert(request);
        if (ask.kind() == RequestKind.APPROVAL) {
            calls.await(call.id());
        }
        tx.event(asked(request));
        showStatus(tx);
        return request;
    }

    /** Takes an answer and has the turn go on. */
    public Outcome answer(ChatTx tx, RequestId id, Reply reply, @Nullable UserId by) {
        Optional<Request> found =
                rows.find(id).filter(request -> request.chatId().equals(tx.chat().id()));
        if (found.isEmpty()) {
            return new Outcome.Unknown();
        }
        Request request = found.get();
        if (!request.open()) {
            return new Outcome.Late(request);
        }
        Optional<Reply.Problem> problem = reply.problem(request.ask());
        if (problem.isPresent()) {
            return new Outcome.Wrong(request, problem.get());
        }
        apply(tx, request, reply);
        end(tx, request, RequestState.ANSWERED, reply, by);
        showStatus(tx);
        tx.outbox(Outbox.Kind.WAKE, tx.chat().id().value(), null);
        return new Outcome.Taken(rows.find(id).orElseThrow());
    }

    /** A message that steers stands for an answer to questions, and for a no to a plan. */
    public void message(ChatTx tx) {
        List<Request> met =
                rows.open(tx.chat().id()).stream()
                        .filter(request -> request.ask().kind() != RequestKind.APPROVAL)
                        .toList();
        met.forEach(request ->
                end(tx, request, RequestState.ANSWERED, Reply.of(Decision.MESSAGE, null), null));
        if (!met.isEmpty()) {
            showStatus(tx);
        }
    }

    /** Takes back what the turn still asks. */
    public void withdraw(ChatTx tx, TurnId turn) {
        rows.open(tx.chat().id()).stream()
                .filter(request -> request.turnId().equals(turn))
                .forEach(request -> end(tx, request, RequestState.WITHDRAWN, null, null));
    }

    private void apply(ChatTx tx, Request request, Reply reply) {
        ChatSettings settings = new ChatSettings(tx);
        switch (reply.decision()) {
            case APPROVE, EDIT -> settings.options(tx.chat().options().withPlanMode(false));
            case ALLOW_ALWAYS -> {
                Call call = calls.find(request.toolCallId()).orElseThrow();
                List<ApprovalRule> rules =
                        ToolSubject.of(call.name(), call.input()).stream()
                                .map(ToolSubject::always)
                                .toList();
                settings.options(tx.chat().options().withAlwaysAllowed(rules));
            }
            case ALLOW, DENY, ANSWER, REJECT, MESSAGE -> {
                // Nothing but the call itself goes by it.
            }
        }
    }

    private void end(
            ChatTx tx,
            Request request,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId by) {
        rows.end(request.id(), state, reply, by, tx.now());
        tx.event(ended(request, state, reply, by));
    }

    /** The status that what still waits asks for. */
    private void showStatus(ChatTx tx) {
        ChatStatus status =
                rows.open(tx.chat().id()).stream()
                        .map(request -> request.ask().kind() == RequestKind.APPROVAL)
                        .min(Boolean::compare)
                        .map(approval ->
                                approval
                                        ? ChatStatus.AWAITING_APPROVAL
                                        : ChatStatus.AWAITING_ANSWER)
                        .orElse(ChatStatus.RUNNING);
        if (tx.status() != status) {
            tx.status(status, null, null);
        }
    }

    private static ChatEvent asked(Request request) {
        return switch (request.ask()) {
            case Ask.Approval it ->
                    new ChatEvent.ApprovalRequested(
                            request.id(),
                            request.toolCallId(),
                            it.tool(),
                            it.summary(),
                            it.mayAlways());
            case Ask.Questions it ->
                    new ChatEvent.QuestionAsked(request.id(), request.toolCallId(), it.questions());
            case Ask.Plan it ->
                    new ChatEvent.PlanProposed(request.id(), request.toolCallId(), it.plan());
        };
    }

    private static ChatEvent ended(
            Request request, RequestState state, @Nullable Reply reply, @Nullable UserId by) {
        return switch (request.ask().kind()) {
            case APPROVAL ->
                    new ChatEvent.ApprovalAnswered(
                            request.id(), request.toolCallId(), state, reply, by);
            case QUESTION ->
                    new ChatEvent.QuestionAnswered(
                            request.id(), request.toolCallId(), state, reply, by);
            case PLAN ->
                    new ChatEvent.PlanDecided(request.id(), request.toolCallId(), state, reply, by);
        };
    }
}
