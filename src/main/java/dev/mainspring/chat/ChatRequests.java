package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.Todo;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.RequestRows;
import dev.mainspring.store.RequestRows.Request;
import dev.mainspring.store.Requests;
import dev.mainspring.store.TodoRows;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What the agent asks of people, and what they answer. The first answer counts. */
@Service
public class ChatRequests {

    private static final int MOST = 200;

    private final ChatAccess access;
    private final ChatTransactions transactions;
    private final RequestRows rows;
    private final Requests requests;
    private final TodoRows todos;

    ChatRequests(
            ChatAccess access,
            ChatTransactions transactions,
            RequestRows rows,
            Requests requests,
            TodoRows todos) {
        this.access = access;
        this.transactions = transactions;
        this.rows = rows;
        this.requests = requests;
        this.todos = todos;
    }

    /** What waits in this chat and its sub-agents', oldest first. */
    public List<RequestView> open(UserId user, ChatId chat) {
        access.require(user, chat);
        return rows.openWithAgents(chat).stream().map(RequestView::of).toList();
    }

    /** The newest 200 of all that was asked in this chat, newest first. */
    public List<RequestView> all(UserId user, ChatId chat) {
        access.require(user, chat);
        return rows.all(chat, MOST).stream().map(RequestView::of).toList();
    }

    /**
     * One request of this chat.
     *
     * @throws ProblemException not_found, also for a request of another kind
     */
    public RequestView get(UserId user, ChatId chat, RequestKind kind, RequestId id) {
        return RequestView.of(require(user, chat, kind, id));
    }

    /**
     * The plan proposed last.
     *
     * @throws ProblemException not_found
     */
    public RequestView plan(UserId user, ChatId chat) {
        access.require(user, chat);
        return rows.newest(chat, RequestKind.PLAN)
                .map(RequestView::of)
                .orElseThrow(() -> ProblemException.notFound("plan in chat", chat));
    }

    /**
     * Answers a request; the turn goes on.
     *
     * @throws ProblemException not_found, invalid_request, already_answered, withdrawn
     */
    public RequestView answer(
            UserId user, ChatId chat, RequestKind kind, RequestId id, Reply reply) {
        require(user, chat, kind, id);
        Requests.Outcome outcome =
                transactions.in(chat, tx -> requests.answer(tx, id, reply, user));
        return switch (outcome) {
            case Requests.Outcome.Taken taken -> RequestView.of(taken.request());
            case Requests.Outcome.Late late -> throw late(late.request());
            case Requests.Outcome.Wrong wrong ->
                    throw ProblemException.invalid(wrong.problem().field(), wrong.problem().rule());
            case Requests.Outcome.Unknown _ -> throw ProblemException.notFound(kind.wire(), id);
        };
    }

    /** The agent's checklist. */
    public List<Todo> todos(UserId user, ChatId chat) {
        access.require(user, chat);
        return todos.of(chat);
    }

    private Request require(UserId user, ChatId chat, RequestKind kind, RequestId id) {
        access.require(user, chat);
        Optional<Request> found =
                rows.find(id)
                        .filter(request -> request.chatId().equals(chat))
                        .filter(request -> request.ask().kind() == kind);
        return found.orElseThrow(() -> ProblemException.notFound(kind.wire(), id));
    }

    private static ProblemException late(Request request) {
        @Nullable Reply reply = request.reply();
        String what = request.ask().kind().wire() + " " + request.id();
        return reply == null
                ? new ProblemException(
                        ProblemCode.WITHDRAWN, what + " was withdrawn when its turn was stopped")
                : new ProblemException(
                        ProblemCode.ALREADY_ANSWERED,
                        what
                                + " was answered at "
                                + request.endedAt()
                                + ": "
                                + reply.decision().wire()
                                + (reply.note() == null ? "" : " (" + reply.note() + ")"));
    }
}
