package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The workspaces' rows. Who may do what is decided by {@link WorkspaceOrders}. */
@Repository
public class Workspaces {

    private static final String COLUMNS =
            """
            id, owner_id, template_id, name, state, error, parameters, memory, wanted, working,
            build, created_at, updated_at, last_used_at
            """;

    private final JdbcClient jdbc;
    private final WorkspaceFeed feed;

    Workspaces(JdbcClient jdbc, WorkspaceFeed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    public Optional<WorkspaceRow> find(WorkspaceId id) {
        return jdbc.sql("select " + COLUMNS + " from workspace where id = :id")
                .param("id", id.value())
                .query((row, n) -> workspace(row))
                .optional();
    }

    /** What a person has, the last used first; without what is deleted. */
    public List<WorkspaceRow> list(UserId owner) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from workspace where owner_id = :owner and state <> 'deleted'
                                order by last_used_at desc, id
                                """)
                .param("owner", owner.value())
                .query((row, n) -> workspace(row))
                .list();
    }

    /** Builds that wait or work and have not moved for a while, for the reconciler. */
    public List<WorkspaceRow> unattended(Instant unchangedSince, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from workspace
                                where (wanted is not null or working is not null)
                                  and updated_at < :since
                                order by updated_at limit :limit
                                """)
                .param("since", Rows.at(unchangedSince))
                .param("limit", limit)
                .query((row, n) -> workspace(row))
                .list();
    }

    /** How often a person and everybody has used each template. */
    public List<TemplateUse> uses(UserId user) {
        return jdbc.sql(
                        """
                        select template_id, count(*) as everybody,
                               count(*) filter (where owner_id = :user) as own,
                               count(*) filter (where owner_id = :user and state <> 'deleted')
                                   as present,
                               max(last_used_at) filter (where owner_id = :user) as last_used_at
                        from workspace group by template_id
                        """)
                .param("user", user.value())
                .query((row, n) ->
                        new TemplateUse(
                                new TemplateId(row.getString("template_id")),
                                row.getLong("present"),
                                Optional.ofNullable(Rows.instantOrNull(row, "last_used_at")),
                                row.getLong("everybody")))
                .list();
    }

    /** The chats that use a workspace. */
    public List<ChatId> chats(WorkspaceId id) {
        return jdbc.sql("select id from chat where workspace_id = :id")
                .param("id", id.value())
                .query((row, n) -> new ChatId(Rows.uuid(row, "id")))
                .list();
    }

    void insert(WorkspaceRow row) {
        jdbc.sql(
                        """
                        insert into workspace (id, owner_id, template_id, name, state, parameters,
                            wanted, created_at, updated_at, last_used_at)
                        values (:id, :owner, :template, :name, :state, cast(:parameters as jsonb),
                            :wanted, :now, :now, :now)
                        """)
                .param("id", row.id().value())
                .param("owner", row.ownerId().value())
                .param("template", row.templateId().value())
                .param("name", Jsonb.storable(row.name()))
                .param("state", row.state().wire())
                .param("parameters", Jsonb.write(row.parameters()))
                .param("wanted", WorkspaceVerb.START.wire())
                .param("now", Rows.at(row.createdAt()))
                .update();
    }

    /** Has a build wait for its turn; a later wish replaces an earlier one that still waits. */
    void want(WorkspaceId id, WorkspaceVerb verb, Instant now) {
        jdbc.sql(
                        """
                        update workspace set wanted = :verb, updated_at = :now
                        where id = :id and state <> 'deleted'
                        """)
                .param("id", id.value())
                .param("verb", verb.wire())
                .param("now", Rows.at(now))
                .update();
        feed.changed(id);
    }

    /**
     * Takes up the build at work, where one died at it, else the one that waits. Repeating it gives
     * the same until the build is finished.
     */
    public Optional<WorkspaceRow> claim(WorkspaceId id, Instant now) {
        jdbc.sql(
                        """
                        update workspace
                        set working = wanted, wanted = null, build = build + 1, error = null,
                            state = case wanted when 'start' then 'provisioning'
                                when 'stop' then 'stopping' else 'deleting' end,
                            updated_at = :now
                        where id = :id and working is null and wanted is not null
                        """)
                .param("id", id.value())
                .param("now", Rows.at(now))
                .update();
        feed.changed(id);
        return find(id).filter(row -> row.working() != null);
    }

    /** Moves on within a build; false if that build is not the one at work. */
    public boolean move(WorkspaceId id, long build, WorkspaceState state, Instant now) {
        int moved =
                jdbc.sql(
                                """
                                update workspace set state = :state, updated_at = :now
                                where id = :id and build = :build and working is not null
                                """)
                        .param("id", id.value())
                        .param("build", build)
                        .param("state", state.wire())
                        .param("now", Rows.at(now))
                        .update();
        feed.changed(id);
        return moved == 1;
    }

    /** Records why a phase failed; the build may still be tried again. */
    public void failure(WorkspaceId id, long build, String error, Instant now) {
        jdbc.sql(
                        """
                        update workspace set error = :error, updated_at = :now
                        where id = :id and build = :build and working is not null
                        """)
                .param("id", id.value())
                .param("build", build)
                .param("error", Jsonb.storable(error))
                .param("now", Rows.at(now))
                .update();
    }

    /** Ends a build. Only {@code ERROR} keeps the failure that was recorded. */
    public void finish(WorkspaceId id, long build, WorkspaceState state, Instant now) {
        jdbc.sql(
                        """
                        update workspace
                        set state = :state, working = null, updated_at = :now,
                            error = case :state when 'error'
                                then coalesce(error, 'the build failed') end
                        where id = :id and build = :build and working is not null
                        """)
                .param("id", id.value())
                .param("build", build)
                .param("state", state.wire())
                .param("now", Rows.at(now))
                .update();
        feed.changed(id);
    }

    /** Keeps a fact of the provisioner. */
    public void remember(WorkspaceId id, String name, String value) {
        jdbc.sql(
                        """
                        update workspace set memory = memory || cast(:fact as jsonb)
                        where id = :id
                        """)
                .param("id", id.value())
                .param("fact", Jsonb.write(Map.of(name, value)))
                .update();
    }

    public void used(WorkspaceId id, Instant now) {
        jdbc.sql("update workspace set last_used_at = :now where id = :id")
                .param("id", id.value())
                .param("now", Rows.at(now))
                .update();
    }

    /** Appends to the log of a build. */
    public void log(WorkspaceId id, long build, String phase, String line, Instant now) {
        jdbc.sql(
                        """
                        insert into workspace_log (workspace_id, build, phase, at, line)
                        values (:id, :build, :phase, :now, :line)
                        """)
                .param("id", id.value())
                .param("build", build)
                .param("phase", phase)
                .param("now", Rows.at(now))
                .param("line", Jsonb.storable(line))
                .update();
        feed.changed(id);
    }

    /** The log in its order, from after a line on. */
    public List<WorkspaceLogLine> logs(WorkspaceId id, long afterSeq, int limit) {
        return jdbc.sql(
                        """
                        select seq, build, phase, at, line from workspace_log
                        where workspace_id = :id and seq > :after order by seq limit :limit
                        """)
                .param("id", id.value())
                .param("after", afterSeq)
                .param("limit", limit)
                .query((row, n) ->
                        new WorkspaceLogLine(
                                row.getLong("seq"),
                                row.getLong("build"),
                                row.getString("phase"),
                                Rows.instant(row, "at"),
                                row.getString("line")))
                .list();
    }

    private static WorkspaceRow workspace(ResultSet row) throws SQLException {
        return new WorkspaceRow(
                new WorkspaceId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("owner_id", UUID.class)),
                new TemplateId(row.getString("template_id")),
                row.getString("name"),
                WorkspaceState.of(row.getString("state")),
                row.getString("error"),
                Jsonb.read(row.getString("parameters"), new TypeReference<>() {}),
                Jsonb.read(row.getString("memory"), new TypeReference<>() {}),
                Rows.textAs(row, "wanted", WorkspaceVerb::of),
                Rows.textAs(row, "working", WorkspaceVerb::of),
                row.getLong("build"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instant(row, "last_used_at"));
    }
}
