package dev.mainspring.store;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each model call used. */
@Repository
public class ModelCallRows {

    private final JdbcClient jdbc;

    ModelCallRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Records a call that came to an end.
     *
     * @param outcome {@code answered}, {@code interrupted} or an error kind's wire name
     * @return the chat's sum with it
     */
    public Usage insert(
            ChatTx tx,
            TurnId turn,
            int step,
            ModelRef model,
            String outcome,
            Usage usage,
            Instant startedAt) {
        return jdbc.sql(
                        """
                        with made as (
                        insert into model_call (chat_id, turn_id, step, model, outcome, input_tokens,
                            output_tokens, cached_input_tokens, reasoning_tokens, started_at,
                            ended_at)
                        values (:chat, :turn, :step, :model, :outcome, :input, :output, :cached,
                            :reasoning, :started, :now)
                        returning input_tokens, output_tokens, cached_input_tokens, reasoning_tokens)
                        select sum(input_tokens) as input, sum(output_tokens) as output,
                            sum(cached_input_tokens) as cached, sum(reasoning_tokens) as reasoning
                        from (
                            select input_tokens, output_tokens, cached_input_tokens, reasoning_tokens
                            from model_call where chat_id = :chat
                            union all select * from made) as calls
                        """)
                .param("chat", tx.chat().id().value())
                .param("turn", turn.value())
                .param("step", step)
                .param("model", model.toString())
                .param("outcome", outcome)
                .param("input", usage.inputTokens())
                .param("output", usage.outputTokens())
                .param("cached", usage.cachedInputTokens())
                .param("reasoning", usage.reasoningTokens())
                .param("started", Rows.at(startedAt))
                .param("now", Rows.at(tx.now()))
                .query((row, n) -> usage(row))
                .single();
    }

    /** The sums of several chats; a chat that called no model is absent. */
    public Map<ChatId, Usage> sums(List<ChatId> chats) {
        Map<ChatId, Usage> sums = new HashMap<>();
        jdbc.sql(
                        """
                        select chat_id, sum(input_tokens) as input, sum(output_tokens) as output,
                            sum(cached_input_tokens) as cached, sum(reasoning_tokens) as reasoning
                        from model_call where chat_id = any(:chats) group by chat_id
                        """)
                .param("chats", chats.stream().map(ChatId::value).toArray(UUID[]::new))
                .query(row -> {
                    sums.put(new ChatId(Rows.uuid(row, "chat_id")), usage(row));
                });
        return sums;
    }

    private static Usage usage(ResultSet row) throws SQLException {
        return new Usage(
                row.getLong("input"),
                row.getLong("output"),
                row.getLong("cached"),
                row.getLong("reasoning"));
    }

    /** The chat's sum. */
    public Usage sum(ChatId chat) {
        return jdbc.sql(
                        """
                        select coalesce(sum(input_tokens), 0) as input,
                            coalesce(sum(output_tokens), 0) as output,
                            coalesce(sum(cached_input_tokens), 0) as cached,
                            coalesce(sum(reasoning_tokens), 0) as reasoning
                        from model_call where chat_id = :chat
                        """)
                .param("chat", chat.value())
                .query((row, n) -> usage(row))
                .single();
    }
}
