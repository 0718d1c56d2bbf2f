package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.store.ToolCallRows.Call;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tool calls by what a branch shows of them, over all the branches it grew from. */
@Repository
public class PathCalls {

    private final JdbcClient jdbc;

    PathCalls(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Calls of chats that may have changed the workspace and that a branch does not show, newest
     * first.
     */
    List<Call> offPath(List<ChatId> chats, BranchId branch, int limit) {
        return jdbc.sql(
                        BranchRows.PATH
                                + "select"
                                + ToolCallRows.COLUMNS
                                + """
                                from tool_call c
                                where chat_id = any(:chats)
                                  and (kind in ('write', 'execute') or name = 'spawn_agent')
                                  and started_at is not null
                                  and not exists (
                                    select 1 from path p
                                    where p.id = c.branch_id and c.position <= p.upto)
                                order by requested_at desc, ordinal desc limit :limit
                                """)
                .param("branch", branch.value())
                .param("chats", chats.stream().map(ChatId::value).toArray(UUID[]::new))
                .param("limit", limit)
                .query((row, n) -> ToolCallRows.call(row))
                .list();
    }

    /**
     * The newest calls of these tools on a branch's path, at most so many of each; oldest first.
     */
    public List<Call> newest(BranchId branch, List<String> tools, int each) {
        return jdbc.sql(
                        BranchRows.PATH
                                + "select"
                                + ToolCallRows.COLUMNS
                                + """
                                from (
                                    select c.*, row_number() over (partition by c.name
                                        order by c.position desc, c.ordinal desc) as age
                                    from path p join tool_call c
                                        on c.branch_id = p.id and c.position <= p.upto
                                    where c.name = any(:tools)) c
                                where age <= :each order by position, ordinal
                                """)
                .param("branch", branch.value())
                .param("tools", tools.toArray(String[]::new))
                .param("each", each)
                .query((row, n) -> ToolCallRows.call(row))
                .list();
    }

    /** The files that calls on a branch's path wrote, the last written first. */
    public List<String> writtenFiles(BranchId branch, int limit) {
        return jdbc.sql(
                        BranchRows.PATH
                                + """
                                select f.file ->> 'path' as path
                                from path p join tool_call c
                                    on c.branch_id = p.id and c.position <= p.upto
                                cross join lateral (
                                    select c.input as file where c.name = 'write_file'
                                    union all
                                    select jsonb_path_query(c.input, '$.files[*]')
                                    where c.name = 'edit_files') f
                                where c.name in ('write_file', 'edit_files')
                                    and c.state = 'finished' and f.file ->> 'path' is not null
                                group by 1
                                order by max(array[c.position, c.ordinal]) desc limit :limit
                                """)
                .param("branch", branch.value())
                .param("limit", limit)
                .query((row, n) -> row.getString("path"))
                .list();
    }
}
