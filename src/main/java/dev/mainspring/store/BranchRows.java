package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.BranchPoint;
import dev.mainspring.conversation.ChatId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The branches of chats. A branch holds the messages after its parent's position. */
@Repository
public class BranchRows {

    /**
     * A branch.
     *
     * @param parent where it begins; null for the first one of a chat that is no fork
     * @param head position of its newest message; 0 where it has none
     */
    public record Branch(
            BranchId id, ChatId chatId, @Nullable BranchPoint parent, int head, Instant createdAt) {

        /** The position before its first own message. */
        public int start() {
            return parent == null ? 0 : parent.position();
        }
    }

    /**
     * The branch {@code :branch} and the ones it grew from, also those of other chats, each with
     * the last position it lends; {@code depth} counts from the branch, which is 0.
     */
    static final String PATH =
            """
            with recursive path (id, upto, depth) as (
                select cast(:branch as uuid), 2147483647, 0
                union all
                select b.parent_branch_id, least(p.upto, b.parent_position), p.depth + 1
                from path p join branch b on b.id = p.id
                where b.parent_branch_id is not null)
            """;

    private static final String COLUMNS =
            """
            b.id, b.chat_id, b.parent_branch_id, b.parent_position, b.created_at,
            coalesce((select max(m.position) from message m where m.branch_id = b.id),
                b.parent_position, 0) as head
            """;

    private final JdbcClient jdbc;

    BranchRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The branches of a chat, oldest first, without what it only keeps for reading. */
    public List<Branch> of(ChatId chat) {
        return jdbc.sql(
                        "select "
                                + COLUMNS
                                + " from branch b where b.chat_id = :chat and not b.lent"
                                + " order by b.created_at, b.id")
                .param("chat", chat.value())
                .query((row, n) -> branch(row))
                .list();
    }

    /** The branch and the ones it grew from, also those of other chats; itself first. */
    public List<Branch> path(BranchId branch) {
        return jdbc.sql(
                        PATH
                                + "select "
                                + COLUMNS
                                + " from path join branch b on b.id = path.id order by path.depth")
                .param("branch", branch.value())
                .query((row, n) -> branch(row))
                .list();
    }

    /** The chat's branches and those they grew from, also those of other chats. */
    public Map<BranchId, Branch> family(ChatId chat) {
        return jdbc
                .sql(
                        """
                        with recursive family (id) as (
                            select id from branch where chat_id = :chat and not lent
                            union
                            select b.parent_branch_id
                            from family f join branch b on b.id = f.id
                            where b.parent_branch_id is not null)
                        """
                                + "select "
                                + COLUMNS
                                + " from family join branch b on b.id = family.id")
                .param("chat", chat.value())
                .query((row, n) -> branch(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Branch::id, Function.identity()));
    }

    /** Up to which position the branches of other chats can be read from one of the chat. */
    public Map<BranchId, Integer> reach(ChatId chat) {
        Map<BranchId, Integer> reach = new HashMap<>();
        jdbc.sql(
                        """
                        with recursive path (id, upto) as (
                            select parent_branch_id, parent_position from branch
                            where chat_id = :chat and parent_branch_id is not null
                            union
                            select b.parent_branch_id, least(p.upto, b.parent_position)
                            from path p join branch b on b.id = p.id
                            where b.parent_branch_id is not null)
                        select id, max(upto) as upto from path group by id
                        """)
                .param("chat", chat.value())
                .query(
                        (RowCallbackHandler)
                                row ->
                                        reach.put(
                                                new BranchId(Rows.uuid(row, "id")),
                                                row.getInt("upto")));
        return reach;
    }

    /** Stores a new branch of the transaction's chat. */
    BranchId insert(ChatTx tx, BranchPoint from) {
        BranchId id = BranchId.random();
        BranchPoint parent = holder(from);
        jdbc.sql(
                        """
                        insert into branch (id, chat_id, parent_branch_id, parent_position, created_at)
                        values (:id, :chat, :parent, :position, :now)
                        """)
                .param("id", id.value())
                .param("chat", tx.chat().id().value())
                .param("parent", parent == null ? null : parent.branch().value())
                .param("position", parent == null ? null : parent.position())
                .param("now", Rows.at(tx.now()))
                .update();
        return id;
    }

    /** Makes the first branch of a new chat begin there. */
    void root(ChatTx tx, BranchPoint from) {
        BranchPoint parent = holder(from);
        jdbc.sql(
                        """
                        update branch set parent_branch_id = :parent, parent_position = :position
                        where id = :id
                        """)
                .param("parent", parent == null ? null : parent.branch().value())
                .param("position", parent == null ? null : parent.position())
                .param("id", tx.branch().value())
                .update();
    }

    /** The same place, on the branch whose own message stands there; null before the first one. */
    private @Nullable BranchPoint holder(BranchPoint from) {
        return path(from.branch()).stream()
                .filter(branch -> branch.start() < from.position())
                .findFirst()
                .map(branch -> new BranchPoint(branch.id(), from.position()))
                .orElse(null);
    }

    private static Branch branch(ResultSet row) throws SQLException {
        BranchId parent = Rows.uuidAs(row, "parent_branch_id", BranchId::new);
        return new Branch(
                new BranchId(Rows.uuid(row, "id")),
                new ChatId(Rows.uuid(row, "chat_id")),
                parent == null ? null : new BranchPoint(parent, row.getInt("parent_position")),
                row.getInt("head"),
                Rows.instant(row, "created_at"));
    }
}
