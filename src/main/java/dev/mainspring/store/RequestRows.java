package dev.mainspring.store;

import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.RequestState;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the agent asked of a person, and what came of it. */
@Repository
public class RequestRows {

    /**
     * Something the agent asked.
     *
     * @param reply absent until it is answered
     * @param answeredBy absent where nobody is known, as after a signal
     * @param endedAt when it was answered or withdrawn
     */
    public record Request(
            RequestId id,
            ChatId chatId,
            TurnId turnId,
            ToolCallId toolCallId,
            Ask ask,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId answeredBy,
            Instant createdAt,
            @Nullable Instant endedAt) {

        public boolean open() {
            return state == RequestState.OPEN;
        }
    }

    private static final String SELECT =
            """
            select r.id, r.chat_id, r.turn_id, r.tool_call_id, r.ask, r.state, r.reply,
                r.answered_by, r.created_at, r.ended_at
            from agent_request r
            """;

    private final JdbcClient jdbc;

    RequestRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<Request> find(RequestId id) {
        return jdbc.sql(SELECT + " where r.id = :id")
                .param("id", id.value())
                .query((row, n) -> request(row))
                .optional();
    }

    /** What was asked for this call. */
    public Optional<Request> ofCall(ToolCallId call) {
        return jdbc.sql(SELECT + " where r.tool_call_id = :call")
                .param("call", call.value())
                .query((row, n) -> request(row))
                .optional();
    }

    /** What waits in this chat alone, oldest first. */
    public List<Request> open(ChatId chat) {
        return jdbc.sql(
                        SELECT
                                + " where r.chat_id = :chat and r.state = 'open'"
                                + " order by r.created_at, r.id")
                .param("chat", chat.value())
                .query((row, n) -> request(row))
                .list();
    }

    /** What waits in this chat and its sub-agents', oldest first. */
    public List<Request> openWithAgents(ChatId chat) {
        return jdbc.sql(
                        SELECT
                                + """
                                 where r.state = 'open' and (r.chat_id = :chat or r.chat_id in
                                    (select id from chat where parent_chat_id = :chat))
                                order by r.created_at, r.id
                                """)
                .param("chat", chat.value())
                .query((row, n) -> request(row))
                .list();
    }

    /** All that was asked in this chat, newest first. */
    public List<Request> all(ChatId chat, int limit) {
        return jdbc.sql(
                        SELECT
                                + " where r.chat_id = :chat"
                                + " order by r.created_at desc, r.id desc limit :limit")
                .param("chat", chat.value())
                .param("limit", limit)
                .query((row, n) -> request(row))
                .list();
    }

    /** The newest of a kind, whatever became of it. */
    public Optional<Request> newest(ChatId chat, RequestKind kind) {
        return jdbc.sql(
                        SELECT
                                + " where r.chat_id = :chat and r.kind = :kind"
                                + " order by r.created_at desc, r.id desc limit 1")
                .param("chat", chat.value())
                .param("kind", kind.wire())
                .query((row, n) -> request(row))
                .optional();
    }

    void insert(Request request) {
        jdbc.sql(
                        """
                        insert into agent_request (id, chat_id, turn_id, tool_call_id, kind, ask,
                            state, created_at)
                        values (:id, :chat, :turn, :call, :kind, cast(:ask as jsonb), 'open', :at)
                        """)
                .param("id", request.id().value())
                .param("chat", request.chatId().value())
                .param("turn", request.turnId().value())
                .param("call", request.toolCallId().value())
                .param("kind", request.ask().kind().wire())
                .param("ask", Jsonb.write(request.ask()))
                .param("at", Rows.at(request.createdAt()))
                .update();
    }

    void end(
            RequestId id,
            RequestState state,
            @Nullable Reply reply,
            @Nullable UserId answeredBy,
            Instant now) {
        jdbc.sql(
                        """
                        update agent_request set state = :state, decision = :decision,
                            reply = cast(:reply as jsonb), answered_by = :by, ended_at = :now
                        where id = :id
                        """)
                .param("state", state.wire())
                .param("decision", reply == null ? null : reply.decision().wire())
                .param("reply", Jsonb.writeNullable(reply))
                .param("by", answeredBy == null ? null : answeredBy.value())
                .param("now", Rows.at(now))
                .param("id", id.value())
                .update();
    }

    private static Request request(ResultSet row) throws SQLException {
        return new Request(
                new RequestId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                new TurnId(Rows.uuid(row, "turn_id")),
                new ToolCallId(Rows.uuid(row, "tool_call_id")),
                Jsonb.read(row.getString("ask"), Ask.class),
                RequestState.of(row.getString("state")),
                Rows.textAs(row, "reply", json -> Jsonb.read(json, Reply.class)),
                Rows.uuidAs(row, "answered_by", UserId::new),
                Rows.instant(row, "created_at"),
                Rows.instantOrNull(row, "ended_at"));
    }
}
