package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelContext;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.Usage;
import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages of branches; appended, never changed. */
@Repository
public class MessageRows {

    private static final String SELECT =
            BranchRows.PATH
                    + """
                    select m.id, m.branch_id, m.position, m.role, m.parts, m.turn_id, m.step,
                        m.model, m.usage, m.created_at
                    from path p
                    """;

    private static final String PATH =
            SELECT + " join message m on m.branch_id = p.id and m.position <= p.upto";

    private static final String PATH_NEWEST = newest("position < :position", ":limit");

    /** The conditions are those of the index {@code message_summary}. */
    private static final String NEWEST_SUMMARY =
            newest("role = 'user' and parts @> '[{\"type\": \"compaction\"}]'", "1");

    private static final String NEWEST_WORDS =
            newest("role = 'user' and parts @> '[{\"type\": \"text\"}]'", "1");

    /** How many messages a step looks at from the end: an answer, its results, what steered. */
    static final int LOOKED_AT = 3;

    private final JdbcClient jdbc;

    MessageRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Each branch gives at most what is asked for, from its own index. */
    private static String newest(String condition, String limit) {
        return SELECT
                + """
                cross join lateral (
                    select id, branch_id, position, role, parts, turn_id, step, model, usage,
                        created_at
                    from message
                    where branch_id = p.id and position <= p.upto and %s
                    order by position desc limit %s) m
                order by m.position desc limit %s
                """
                        .formatted(condition, limit, limit);
    }

    /** The path's messages after a position, oldest first. */
    public List<Message> after(BranchId branch, int position, int limit) {
        return jdbc.sql(PATH + " where m.position > :position order by m.position limit :limit")
                .param("branch", branch.value())
                .param("position", position)
                .param("limit", limit)
                .query((row, n) -> message(row))
                .list();
    }

    /** What a model may read of the path: from where its newest summary says, oldest first. */
    public List<Message> context(BranchId branch) {
        int from =
                newest(branch, NEWEST_SUMMARY)
                        .flatMap(ModelContext::compaction)
                        .map(Part.Compaction::fromPosition)
                        .orElse(1);
        return after(branch, from - 1, Integer.MAX_VALUE);
    }

    /** The path's newest message in which a person wrote. */
    public Optional<Message> newestWords(BranchId branch) {
        return newest(branch, NEWEST_WORDS);
    }

    private Optional<Message> newest(BranchId branch, String query) {
        return jdbc.sql(query)
                .param("branch", branch.value())
                .query((row, n) -> message(row))
                .optional();
    }

    /** The path's newest messages before a position, oldest first. */
    public List<Message> before(BranchId branch, int position, int limit) {
        List<Message> newestFirst =
                jdbc.sql(PATH_NEWEST)
                        .param("branch", branch.value())
                        .param("position", position)
                        .param("limit", limit)
                        .query((row, n) -> message(row))
                        .list();
        return newestFirst.reversed();
    }

    /**
     * The newest messages of a path, oldest first, read once in a transaction.
     *
     * @param limit at most {@value #LOOKED_AT}
     */
    public List<Message> newest(ChatTx tx, BranchId branch, int limit) {
        List<Message> known = tx.newest(branch, () -> before(branch, Integer.MAX_VALUE, LOOKED_AT));
        return List.copyOf(known.subList(Math.max(0, known.size() - limit), known.size()));
    }

    /** Whether a message of any chat has this id. */
    public boolean exists(MessageId id) {
        return jdbc.sql("select count(*) from message where id = :id")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The path's messages of a turn, oldest first. */
    public List<Message> ofTurn(BranchId branch, TurnId turn) {
        return jdbc.sql(PATH + " where m.turn_id = :turn order by m.position")
                .param("branch", branch.value())
                .param("turn", turn.value())
                .query((row, n) -> message(row))
                .list();
    }

    /** The path's message at a position. */
    public Optional<Message> at(BranchId branch, int position) {
        return after(branch, position - 1, 1).stream()
                .filter(message -> message.position() == position)
                .findFirst();
    }

    /** The path's newest message before a position that is more than a notice. */
    public Optional<Message> spokenBefore(BranchId branch, int position) {
        return newest(branch, position, message -> !message.onlyNotices());
    }

    /** The path's newest message before a position that a person sent. */
    public Optional<Message> sentBefore(BranchId branch, int position) {
        return newest(branch, position, Message::sent);
    }

    /** Looks at few messages first: the one wanted is nearly always near. */
    private Optional<Message> newest(BranchId branch, int before, Predicate<Message> wanted) {
        for (int among = 2; ; among *= 8) {
            List<Message> newest = before(branch, before, among);
            Optional<Message> found = newest.reversed().stream().filter(wanted).findFirst();
            if (found.isPresent() || newest.size() < among) {
                return found;
            }
        }
    }

    /** Appends a message, and makes it one that its chat's owner can find. */
    static void insert(JdbcClient jdbc, Message message, UserId owner, @Nullable String run) {
        jdbc.sql(
                        """
                        insert into message (branch_id, position, id, role, parts, turn_id, step,
                            run_id, model, usage, created_at, words)
                        values (:branch, :position, :id, :role, cast(:parts as jsonb), :turn,
                            :step, :run, :model, cast(:usage as jsonb), :at,
                            array_to_tsvector(string_to_array(:words, ' ')))
                        """)
                .param("branch", message.branchId().value())
                .param("position", message.position())
                .param("id", message.id().value())
                .param("role", message.role().wire())
                .param("parts", PartsJson.write(message.parts()))
                .param("turn", message.turnId() == null ? null : message.turnId().value())
                .param("step", message.step())
                .param("run", run)
                .param("model", message.model() == null ? null : message.model().toString())
                .param("usage", Jsonb.writeNullable(message.usage()))
                .param("at", Rows.at(message.createdAt()))
                .param("words", SearchWords.of(message, owner))
                .update();
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                new MessageId(Rows.uuid(row, "id")),
                new BranchId(Rows.uuid(row, "branch_id")),
                row.getInt("position"),
                Role.of(row.getString("role")),
                PartsJson.read(row.getString("parts")),
                Rows.uuidAs(row, "turn_id", TurnId::new),
                row.getObject("step", Integer.class),
                Rows.textAs(row, "model", ModelRef::of),
                Rows.textAs(row, "usage", json -> Jsonb.read(json, Usage.class)),
                Rows.instant(row, "created_at"));
    }
}
