package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The chats' rows. Writing goes through {@link ChatTransactions}, which locks the row first. */
@Repository
public class ChatRows {

    /** Of a menu that people read. */
    private static final int MAX_LABELS = 50;

    static final String COLUMNS =
            """
            id, owner_id, title, status, stop_reason, error, model, reasoning_effort,
            system_prompt, template_id, workspace_id, parent_chat_id, branch_id, turn_id, labels,
            options, pinned, queue_held, last_seq, read_seq, writer_run_id, request_hash, created_at,
            updated_at, archived_at
            """;

    private final JdbcClient jdbc;

    ChatRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<ChatRow> find(ChatId id) {
        return jdbc.sql("select " + COLUMNS + " from chat where id = :id")
                .param("id", id.value())
                .query((row, n) -> chat(row))
                .optional();
    }

    /** The chat itself, or for a sub-agent the chat it works for: whose workspace it uses. */
    public Optional<ChatRow> root(ChatId id) {
        Optional<ChatRow> chat = find(id);
        ChatId parent = chat.map(ChatRow::parentChatId).orElse(null);
        return parent == null ? chat : find(parent);
    }

    /** Whether its agent changes nothing: also where the chat it works for is in plan mode. */
    public boolean inPlanMode(ChatRow chat) {
        ChatId parent = chat.parentChatId();
        return chat.options().planMode()
                || (parent != null
                        && find(parent).filter(it -> it.options().planMode()).isPresent());
    }

    /** Does not stand in the way of rows that refer to the chat, such as its sub-agents'. */
    Optional<ChatRow> lock(ChatId id) {
        return jdbc.sql("select " + COLUMNS + " from chat where id = :id for no key update")
                .param("id", id.value())
                .query((row, n) -> chat(row))
                .optional();
    }

    /** Stores a new chat with its first branch; false if the id is taken. */
    boolean insert(ChatRow chat) {
        int inserted =
                jdbc.sql(
                                """
                                insert into chat (id, owner_id, title, status, model,
                                    reasoning_effort, system_prompt, template_id, workspace_id,
                                    parent_chat_id, branch_id, labels, options, request_hash, created_at,
                                    updated_at)
                                values (:id, :owner, :title, :status, :model, :effort, :system,
                                    :template, :workspace, :parent, :branch,
                                    cast(:labels as jsonb), cast(:options as jsonb), :hash, :created, :created)
                                on conflict (id) do nothing
                                """)
                        .param("id", chat.id().value())
                        .param("owner", chat.ownerId().value())
                        .param("title", Jsonb.storable(chat.title()))
                        .param("status", chat.status().wire())
                        .param("model", chat.model().toString())
                        .param("effort", chat.effort() == null ? null : chat.effort().wire())
                        .param("system", chat.systemPrompt())
                        .param(
                                "template",
                                chat.templateId() == null ? null : chat.templateId().value())
                        .param(
                                "workspace",
                                chat.workspaceId() == null ? null : chat.workspaceId().value())
                        .param(
                                "parent",
                                chat.parentChatId() == null ? null : chat.parentChatId().value())
                        .param("branch", chat.branchId().value())
                        .param("labels", Jsonb.write(chat.labels()))
                        .param("options", Jsonb.write(chat.options()))
                        .param("hash", chat.requestHash())
                        .param("created", Rows.at(chat.createdAt()))
                        .update();
        if (inserted == 1) {
            insertBranch(chat.id(), chat.branchId(), chat.createdAt());
        }
        return inserted == 1;
    }

    private void insertBranch(ChatId chat, BranchId branch, Instant at) {
        jdbc.sql("insert into branch (id, chat_id, created_at) values (:id, :chat, :at)")
                .param("id", branch.value())
                .param("chat", chat.value())
                .param("at", Rows.at(at))
                .update();
    }

    /**
     * Chats with work to do, for the reconciler; oldest change first. Those that wait for a person
     * come last: they may be many, and an answer wakes them by itself.
     */
    public List<ChatRow> atWork(Instant unchangedSince, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from chat
                                where status in ('queued', 'running', 'retrying', 'interrupting',
                                        'awaiting_approval', 'awaiting_answer')
                                  and updated_at < :since
                                order by status like 'awaiting%', updated_at limit :limit
                                """)
                .param("since", Rows.at(unchangedSince))
                .param("limit", limit)
                .query((row, n) -> chat(row))
                .list();
    }

    /** The root chats of an owner that wait for a person, or have a sub-agent that does. */
    public List<ChatRow> needingPerson(UserId owner, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from chat
                                where owner_id = :owner and archived_at is null and id in
                                    (select coalesce(parent_chat_id, id) from chat
                                     where owner_id = :owner
                                       and status in ('awaiting_approval', 'awaiting_answer'))
                                order by updated_at desc, id desc limit :limit
                                """)
                .param("owner", owner.value())
                .param("limit", limit)
                .query((row, n) -> chat(row))
                .list();
    }

    /**
     * The root chats of an owner, newest change first; {@link ChatSearch} is for words.
     *
     * @param before only what was changed before, or at the same instant with a smaller id
     */
    public List<ChatRow> list(UserId owner, ChatFilter filter, Optional<Cursor> before, int limit) {
        Cursor from = before.orElse(Cursor.TOP);
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from chat
                                where owner_id = :owner and parent_chat_id is null
                                  and (updated_at, id) < (:at, :id)
                                  and (archived_at is not null) = :archived
                                  and (:status::text is null or status = :status)
                                  and (:label::text is null or labels @> cast(:label as jsonb))
                                order by updated_at desc, id desc limit :limit
                                """)
                .param("owner", owner.value())
                .param("at", Rows.at(from.at()))
                .param("id", from.id())
                .param("archived", filter.archived())
                .param("status", filter.status() == null ? null : filter.status().wire())
                .param("label", filter.labels().isEmpty() ? null : Jsonb.write(filter.labels()))
                .param("limit", limit)
                .query((row, n) -> chat(row))
                .list();
    }

    /** The pinned root chats of an owner, newest change first. */
    public List<ChatRow> pinned(UserId owner, int limit) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + """
                                from chat
                                where owner_id = :owner and pinned and archived_at is null
                                    and parent_chat_id is null
                                order by updated_at desc, id desc limit :limit
                                """)
                .param("owner", owner.value())
                .param("limit", limit)
                .query((row, n) -> chat(row))
                .list();
    }

    /** The labels of an owner's chats that are not archived, in order. */
    public List<Label> labels(UserId owner) {
        return jdbc.sql(
                        """
                        select distinct label.key, label.value
                        from chat cross join lateral jsonb_each_text(labels) as label
                        where owner_id = :owner and archived_at is null and labels <> '{}'
                        order by label.key, label.value limit :limit
                        """)
                .param("owner", owner.value())
                .param("limit", MAX_LABELS)
                .query((row, n) -> new Label(row.getString("key"), row.getString("value")))
                .list();
    }

    /** Whether the branch is one of the chat's. */
    public boolean hasBranch(ChatId chat, BranchId branch) {
        return jdbc.sql(
                                "select count(*) from branch"
                                        + " where id = :id and chat_id = :chat and not lent")
                        .param("id", branch.value())
                        .param("chat", chat.value())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /**
     * The chats that work in a workspace, and their sub-agents; and those that have another by now,
     * while a command goes on in this one.
     */
    public List<ChatId> ofWorkspace(WorkspaceId workspace) {
        return jdbc.sql(
                        """
                        select id from chat where workspace_id = :workspace
                        union
                        select a.id from chat a join chat c on c.id = a.parent_chat_id
                        where c.workspace_id = :workspace
                        union
                        select t.chat_id from process p join tool_call t on t.id = p.tool_call_id
                        where p.workspace_id = :workspace and p.look_at is not null
                        """)
                .param("workspace", workspace.value())
                .query((row, n) -> new ChatId(Rows.uuid(row, "id")))
                .list();
    }

    /** Removes a chat and everything of it. */
    void delete(ChatId id) {
        jdbc.sql("delete from chat where id = :id").param("id", id.value()).update();
    }

    static ChatRow chat(ResultSet row) throws SQLException {
        return new ChatRow(
                new ChatId(Rows.uuid(row, "id")),
                new UserId(Rows.uuid(row, "owner_id")),
                row.getString("title"),
                ChatStatus.of(row.getString("status")),
                Rows.textAs(row, "stop_reason", StopReason::of),
                Rows.textAs(row, "error", json -> Jsonb.read(json, TurnError.class)),
                ModelRef.of(row.getString("model")),
                Rows.textAs(row, "reasoning_effort", ReasoningEffort::of),
                row.getString("system_prompt"),
                Rows.textAs(row, "template_id", TemplateId::new),
                Rows.uuidAs(row, "workspace_id", WorkspaceId::new),
                Rows.uuidAs(row, "parent_chat_id", ChatId::new),
                new BranchId(Rows.uuid(row, "branch_id")),
                Rows.uuidAs(row, "turn_id", TurnId::new),
                Jsonb.read(row.getString("labels"), new TypeReference<>() {}),
                Jsonb.read(row.getString("options"), ChatOptions.class),
                row.getBoolean("pinned"),
                row.getBoolean("queue_held"),
                row.getLong("last_seq"),
                row.getLong("read_seq"),
                row.getString("writer_run_id"),
                row.getString("request_hash"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.instantOrNull(row, "archived_at"));
    }
}
