package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StopReason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The chats of sub-agents. */
@Repository
public class AgentRows {

    private static final String SELECT =
            "select "
                    + ChatRows.COLUMNS
                    + """
                    , (select t.started_at from turn t where t.id = chat.turn_id) as turn_started_at,
                    (select t.ended_at from turn t where t.id = chat.turn_id) as turn_ended_at,
                    (select t.stop_reason from turn t where t.id = chat.turn_id) as turn_stop_reason,
                    (select c.summary from tool_call c
                     where c.turn_id = chat.turn_id and c.state in ('started', 'awaiting_approval')
                     order by c.step desc, c.ordinal limit 1) as call_summary
                    from chat
                    """;

    private final JdbcClient jdbc;

    AgentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A sub-agent of that chat. */
    public Optional<AgentRow> find(ChatId parent, ChatId id) {
        return jdbc.sql(SELECT + " where id = :id and parent_chat_id = :parent")
                .param("id", id.value())
                .param("parent", parent.value())
                .query((row, n) -> agent(row))
                .optional();
    }

    /** A chat's sub-agents, the oldest first. */
    public List<AgentRow> of(ChatId parent) {
        return of(List.of(parent));
    }

    /** The sub-agents of several chats, the oldest first. */
    public List<AgentRow> of(List<ChatId> parents) {
        return jdbc.sql(SELECT + " where parent_chat_id = any(:parents) order by created_at, id")
                .param("parents", parents.stream().map(ChatId::value).toArray(UUID[]::new))
                .query((row, n) -> agent(row))
                .list();
    }

    /**
     * Holds the places of a parent's sub-agents until this transaction ends, so that no two take
     * the last one, and none misses that one became free.
     */
    public void lockPlaces(ChatId parent) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:parent, 0)) is null")
                .param("parent", "agents of " + parent)
                .query(Boolean.class)
                .single();
    }

    /** How many siblings are at work, or wait for a place since before this one. */
    public int ahead(ChatRow agent) {
        return jdbc.sql(
                        """
                        select count(*) from chat c left join turn t on t.id = c.turn_id
                        where c.parent_chat_id = :parent and c.id <> :id and c.archived_at is null
                          and (t.state = 'running'
                            or (c.status = 'queued' and (c.created_at, c.id) < (:created, :id)))
                        """)
                .param("parent", agent.parentChatId() == null ? null : agent.parentChatId().value())
                .param("id", agent.id().value())
                .param("created", Rows.at(agent.createdAt()))
                .query(Integer.class)
                .single();
    }

    /** Those that wait for a place, the oldest first. */
    public List<ChatId> queued(ChatId parent, int limit) {
        return jdbc.sql(
                        """
                        select c.id from chat c left join turn t on t.id = c.turn_id
                        where c.parent_chat_id = :parent and c.status = 'queued'
                          and t.state is distinct from 'running'
                        order by c.created_at, c.id limit :limit
                        """)
                .param("parent", parent.value())
                .param("limit", limit)
                .query((row, n) -> new ChatId(Rows.uuid(row, "id")))
                .list();
    }

    /** Whether the parent's branch shows what the agent's newest turn came to. */
    public boolean reported(AgentRow agent) {
        Instant ended = agent.turn() == null ? null : agent.turn().endedAt();
        return ended != null
                && jdbc.sql(
                                """
                                with recursive path (id, upto) as (
                                    select branch_id, 2147483647 from chat where id = :parent
                                    union all
                                    select b.parent_branch_id, least(p.upto, b.parent_position)
                                    from path p join branch b on b.id = p.id
                                    where b.parent_branch_id is not null)
                                select exists (select 1 from tool_call c
                                    join path p on p.id = c.branch_id and c.position <= p.upto
                                    where c.chat_id = :parent and c.name = 'wait_agent'
                                      and c.state = 'finished' and c.ended_at >= :ended
                                      and c.result like '%' || :id || '%')
                                """)
                        .param("parent", agent.parent().value())
                        .param("ended", Rows.at(ended))
                        .param("id", agent.id().toString())
                        .query(Boolean.class)
                        .single();
    }

    private static AgentRow agent(ResultSet row) throws SQLException {
        return new AgentRow(ChatRows.chat(row), turn(row), row.getString("call_summary"));
    }

    private static AgentRow.@Nullable Turn turn(ResultSet row) throws SQLException {
        Instant started = Rows.instantOrNull(row, "turn_started_at");
        return started == null
                ? null
                : new AgentRow.Turn(
                        started,
                        Rows.instantOrNull(row, "turn_ended_at"),
                        Rows.textAs(row, "turn_stop_reason", StopReason::of));
    }
}
