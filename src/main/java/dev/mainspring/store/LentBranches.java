package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Hands what forks of a chat still read to one of them, before the chat is removed: nothing was
 * copied when they began.
 */
@Repository
class LentBranches {

    private record Lent(UUID branch, int upto) {}

    private final JdbcClient jdbc;

    LentBranches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives away what others read; everything else of the chat may go. */
    void giveAway(ChatId chat) {
        lock(chat);
        jdbc.sql(
                        """
                        select b.chat_id from branch b join branch p on p.id = b.parent_branch_id
                        where p.chat_id = :chat and b.chat_id <> :chat
                        order by b.created_at limit 1
                        """)
                .param("chat", chat.value())
                .query(UUID.class)
                .optional()
                .ifPresent(heir -> {
                    lent(chat).forEach(it -> give(chat, it, heir));
                    giveFiles(chat, heir);
                });
    }

    /** A fork that begins at this moment waits, or is seen here. */
    private void lock(ChatId chat) {
        jdbc.sql("select id from branch where chat_id = :chat order by id for update")
                .param("chat", chat.value())
                .query(UUID.class)
                .list();
    }

    private List<Lent> lent(ChatId chat) {
        return jdbc.sql(
                        """
                        with recursive lent (id, upto) as (
                            select b.parent_branch_id, b.parent_position
                            from branch b join branch p on p.id = b.parent_branch_id
                            where p.chat_id = :chat and b.chat_id <> :chat
                            union
                            select p.id, least(l.upto, b.parent_position)
                            from lent l join branch b on b.id = l.id
                            join branch p on p.id = b.parent_branch_id
                            where p.chat_id = :chat)
                        select id, max(upto) as upto from lent group by id
                        """)
                .param("chat", chat.value())
                .query((row, n) -> new Lent(Rows.uuid(row, "id"), row.getInt("upto")))
                .list();
    }

    private void give(ChatId chat, Lent lent, UUID heir) {
        update("update branch set chat_id = :heir, lent = true where id = :branch", lent, heir);
        update("delete from message where branch_id = :branch and position > :upto", lent, heir);
        // Numbers below 1: no turn of the heir's own ever had one.
        update(
                """
                update turn t set branch_id = :branch, chat_id = :heir, number = n.number
                from (select c.turn_id, (select least(min(number), 1) from turn where chat_id = :heir)
                             - row_number() over (order by c.turn_id) as number
                      from (select distinct turn_id from tool_call
                            where branch_id = :branch and position <= :upto) c
                      join turn it on it.id = c.turn_id where it.chat_id <> :heir) n
                where t.id = n.turn_id
                """,
                lent,
                heir);
        update(
                """
                update tool_call set chat_id = :heir
                where branch_id = :branch and position <= :upto
                """,
                lent,
                heir);
        jdbc.sql(
                        """
                        update file set chat_id = :heir where chat_id = :chat and id in (
                            select cast(part ->> 'file_id' as uuid)
                            from message m, jsonb_array_elements(m.parts) part
                            where m.branch_id = :branch and part ->> 'file_id' is not null)
                        """)
                .param("heir", heir)
                .param("chat", chat.value())
                .param("branch", lent.branch())
                .update();
    }

    /** Uploads stay as long as a chat uses them. */
    private void giveFiles(ChatId chat, UUID heir) {
        jdbc.sql(
                        """
                        insert into file_use (file_id, chat_id)
                        select file_id, :heir from file_use where chat_id = :chat
                        on conflict do nothing
                        """)
                .param("heir", heir)
                .param("chat", chat.value())
                .update();
    }

    private void update(String sql, Lent lent, UUID heir) {
        jdbc.sql(sql)
                .param("branch", lent.branch())
                .param("upto", lent.upto())
                .param("heir", heir)
                .update();
    }
}
