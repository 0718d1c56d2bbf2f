package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Commands that go on after their calls have ended. Each is known by its call. */
@Repository
public class ProcessRows {

    /** A stop that nothing came of for this long is told to Temporal again. */
    private static final Duration STOPS_WITHIN = Duration.ofMinutes(2);

    private static final String SELECT =
            """
            select p.tool_call_id, p.workspace_id, p.state, p.exit_code, p.note, c.chat_id
            from process p join tool_call c on c.id = p.tool_call_id
            """;

    /**
     * A command that went on.
     *
     * @param workspace where it runs; null where that is not known any more
     */
    public record Row(
            ToolCallId call, ChatId chat, @Nullable WorkspaceId workspace, ProcessStatus status) {

        /** Tells Temporal where to stop it, for when this row is gone. */
        public @Nullable String stopArgument() {
            return workspace == null ? null : workspace.toString();
        }
    }

    private final JdbcClient jdbc;

    ProcessRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Records that the command of a call of this chat goes on, and tells clients. */
    public void goesOn(ChatTx tx, ToolCallId call) {
        jdbc.sql(
                        """
                        insert into process (tool_call_id, workspace_id, state, look_at)
                        select :call, coalesce(p.workspace_id, c.workspace_id), 'running', :look
                        from chat c left join chat p on p.id = c.parent_chat_id
                        where c.id = :chat
                        on conflict do nothing
                        """)
                .param("call", call.value())
                .param("chat", tx.chat().id().value())
                .param("look", Rows.at(tx.now().plusSeconds(2)))
                .update();
        tx.event(new ChatEvent.ProcessChanged(call, ProcessStatus.RUNNING));
    }

    public Optional<Row> find(ToolCallId call) {
        return jdbc.sql(SELECT + "where p.tool_call_id = :call")
                .param("call", call.value())
                .query((row, n) -> row(row))
                .optional();
    }

    /** Those of a chat's calls whose commands went on. */
    public List<Row> of(ChatId chat, List<ToolCallId> calls) {
        return jdbc.sql(SELECT + "where p.tool_call_id = any(:calls) and c.chat_id = :chat")
                .param("calls", calls.stream().map(ToolCallId::value).toArray(UUID[]::new))
                .param("chat", chat.value())
                .query((row, n) -> row(row))
                .list();
    }

    /**
     * Records another status and tells clients, unless the command had ended or nothing changed.
     */
    public void move(ChatTx tx, ToolCallId call, ProcessStatus next) {
        ProcessStatus now = find(call).map(Row::status).orElse(next);
        if (now.state().ended() || now.equals(next)) {
            return;
        }
        jdbc.sql(
                        """
                        update process set state = :state, exit_code = :code, note = :note,
                            look_at = :look, ended_at = :ended
                        where tool_call_id = :call
                        """)
                .param("state", next.state().wire())
                .param("code", next.exitCode())
                .param("note", next.note() == null ? null : Jsonb.storable(next.note()))
                .param("look", lookAt(next.state(), tx.now()))
                .param("ended", next.state().ended() ? Rows.at(tx.now()) : null)
                .param("call", call.value())
                .update();
        tx.event(new ChatEvent.ProcessChanged(call, next));
    }

    private static @Nullable Object lookAt(ProcessState state, Instant now) {
        return switch (state) {
            case RUNNING -> Rows.at(now);
            case STOPPING -> Rows.at(now.plus(STOPS_WITHIN));
            case EXITED, STOPPED, LOST -> null;
        };
    }

    /**
     * Takes what is to be looked at now. The next look follows after a tenth of the command's age,
     * two seconds to fifteen minutes: a server that runs for weeks costs next to nothing.
     */
    public List<Row> takeDue(Instant now, int limit) {
        return jdbc.sql(
                        """
                        update process p
                        set look_at = case p.state
                            when 'stopping' then cast(:stopped as timestamptz)
                            else cast(:now as timestamptz)
                                + least(interval '15 min', greatest(interval '2 s',
                                    (:now - coalesce(c.started_at, c.requested_at)) / 10)) end
                        from tool_call c
                        where c.id = p.tool_call_id and p.tool_call_id in (
                            select tool_call_id from process where look_at <= :now
                            order by look_at limit :limit for update skip locked)
                        returning p.tool_call_id, p.workspace_id, p.state, p.exit_code, p.note,
                            c.chat_id
                        """)
                .param("now", Rows.at(now))
                .param("stopped", Rows.at(now.plus(STOPS_WITHIN)))
                .param("limit", limit)
                .query((row, n) -> row(row))
                .list();
    }

    /** Has the running commands of a chat looked at soon. */
    public void lookSoon(ChatId chat, Instant now) {
        jdbc.sql(
                        """
                        update process set look_at = :now
                        where tool_call_id in (
                            select p.tool_call_id
                            from process p join tool_call c on c.id = p.tool_call_id
                            where c.chat_id = :chat and p.look_at > :now and p.state = 'running'
                            order by p.tool_call_id for update of p)
                        """)
                .param("now", Rows.at(now))
                .param("chat", chat.value())
                .update();
    }

    /** Has the running commands of a workspace looked at soon. */
    public void lookSoon(WorkspaceId workspace, Instant now) {
        jdbc.sql(
                        """
                        update process set look_at = :now
                        where tool_call_id in (
                            select tool_call_id from process
                            where workspace_id = :workspace and look_at > :now
                                and state = 'running'
                            order by tool_call_id for update)
                        """)
                .param("now", Rows.at(now))
                .param("workspace", workspace.value())
                .update();
    }

    /** Has what a chat left running ended after the chat, which is about to be removed. */
    void endAfter(ChatTx tx) {
        jdbc.sql(SELECT + "where c.chat_id = :chat and p.look_at is not null")
                .param("chat", tx.chat().id().value())
                .query((row, n) -> row(row))
                .list()
                .forEach(it ->
                        tx.outbox(Outbox.Kind.STOP_PROCESS, it.call().value(), it.stopArgument()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new ToolCallId(Rows.uuid(row, "tool_call_id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                Rows.uuidAs(row, "workspace_id", WorkspaceId::new),
                new ProcessStatus(
                        ProcessState.of(row.getString("state")),
                        row.getObject("exit_code", Integer.class),
                        row.getString("note")));
    }
}
