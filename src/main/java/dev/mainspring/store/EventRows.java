package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.StoredEvent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Durable events, numbered per chat without gaps. */
@Repository
public class EventRows {

    private final JdbcClient jdbc;

    EventRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Some events.
     *
     * @param more whether there may be further ones
     */
    public record Page(List<StoredEvent> events, boolean more) {}

    /**
     * Events after a seq, in their order: at least one where there is one.
     *
     * @param bytes of JSON after which no further one is read
     */
    public Page after(ChatId chat, long seq, int limit, int bytes) {
        AtomicInteger found = new AtomicInteger();
        List<StoredEvent> events =
                jdbc.sql(
                                """
                                select chat_id, seq, at, payload, found from (
                                    select chat_id, seq, at, payload, count(*) over () as found,
                                        sum(octet_length(payload::text)) over (order by seq
                                            rows between unbounded preceding and 1 preceding) as ahead
                                    from (
                                        select chat_id, seq, at, payload from chat_event
                                        where chat_id = :chat and seq > :seq order by seq limit :limit
                                    ) as page
                                ) as measured
                                where coalesce(ahead, 0) < :bytes order by seq
                                """)
                        .param("chat", chat.value())
                        .param("seq", seq)
                        .param("limit", limit)
                        .param("bytes", bytes)
                        .query((row, n) -> {
                            found.set(row.getInt("found"));
                            return event(row);
                        })
                        .list();
        return new Page(events, found.get() == limit || events.size() < found.get());
    }

    /** When the conversation began to be summarised, if that is what its turn does now. */
    public Optional<Instant> compactingSince(ChatId chat) {
        return jdbc.sql(
                        """
                        select at, payload ->> 'type' as type from chat_event
                        where chat_id = :chat and payload ->> 'type' in ('compaction.started',
                            'step.started', 'step.restarted', 'message.committed', 'status.changed')
                        order by seq desc limit 1
                        """)
                .param("chat", chat.value())
                .query((row, n) ->
                        row.getString("type").equals("compaction.started")
                                ? Optional.of(Rows.instant(row, "at"))
                                : Optional.<Instant>empty())
                .optional()
                .flatMap(found -> found);
    }

    /** Numbers and stores events under the chat's lock; returns the chat's last seq. */
    static long append(JdbcClient jdbc, ChatRow chat, Instant now, List<ChatEvent> events) {
        if (events.isEmpty()) {
            return chat.lastSeq();
        }
        String[] payloads = events.stream().map(Jsonb::write).toArray(String[]::new);
        jdbc.sql(
                        """
                        with stored as (
                            insert into chat_event (chat_id, seq, at, payload)
                            select :chat, :last + n, :at, cast(p as jsonb)
                            from unnest(:payloads::text[]) with ordinality as e (p, n))
                        update chat set last_seq = :last + cardinality(:payloads::text[]),
                            updated_at = :at
                        where id = :chat
                        """)
                .param("chat", chat.id().value())
                .param("last", chat.lastSeq())
                .param("at", Rows.at(now))
                .param("payloads", payloads)
                .update();
        return chat.lastSeq() + events.size();
    }

    private static StoredEvent event(ResultSet row) throws SQLException {
        return new StoredEvent(
                new ChatId(Rows.uuid(row, "chat_id")),
                row.getLong("seq"),
                Rows.instant(row, "at"),
                Jsonb.read(row.getString("payload"), ChatEvent.class));
    }
}
