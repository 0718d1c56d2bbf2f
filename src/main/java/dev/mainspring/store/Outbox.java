package dev.mainspring.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What Temporal must still be told: written in the transaction of what it is about, removed when
 * Temporal has acknowledged it. Telling twice does no harm.
 */
@Repository
public class Outbox {

    /** What to tell. */
    public enum Kind {
        /** There is work for a chat in the database. */
        WAKE,
        /** A person stops a chat's turn; the argument is the interrupt's id. */
        INTERRUPT,
        /** Do not wait any longer before the next attempt. */
        RETRY_NOW,
        /** A chat is archived. */
        ARCHIVE,
        /** A chat's sub-agent is to be stopped; the argument is the interrupt's id. */
        STOP_AGENT,
        /** A sub-agent goes where its parent went; the argument is when that was archived. */
        SHELVE_AGENT,
        /**
         * A chat's sub-agent has ended a turn, to be told in its events; the argument is its id.
         */
        AGENT_ENDED,
        /** A chat's sub-agent has ended a turn, to be told to its run; the argument is its id. */
        AGENT_FINISHED,
        /** A workspace is to be built; the argument is the verb. */
        WORKSPACE,
        /**
         * A command that goes on behind a chat is to be ended; the key is its call's, the argument
         * the workspace it runs in.
         */
        STOP_PROCESS
    }

    private final JdbcClient jdbc;
    private final LiveFeed feed;

    Outbox(JdbcClient jdbc, LiveFeed feed) {
        this.jdbc = jdbc;
        this.feed = feed;
    }

    /** Adds an entry outside a chat's transaction, and has it sent at once. */
    public void add(Kind kind, UUID key, @Nullable String argument, Instant now) {
        long id =
                jdbc.sql(
                                """
                                insert into outbox (kind, key, argument, created_at)
                                values (:kind, :key, :argument, :now) returning id
                                """)
                        .param("kind", kind.name())
                        .param("key", key)
                        .param("argument", argument)
                        .param("now", Rows.at(now))
                        .query(Long.class)
                        .single();
        feed.outbox(new OutboxEntry(id, kind, key, argument));
    }

    /** Adds an entry like {@link #add}, unless one of that kind and key waits. */
    public void addOnce(Kind kind, UUID key, @Nullable String argument, Instant now) {
        boolean waits =
                jdbc.sql(
                                """
                                select exists (select 1 from outbox
                                    where kind = :kind and key = :key)
                                """)
                        .param("kind", kind.name())
                        .param("key", key)
                        .query(Boolean.class)
                        .single();
        if (!waits) {
            add(kind, key, argument, now);
        }
    }

    /** Entries nobody acknowledged, oldest first. */
    public List<OutboxEntry> olderThan(Instant time, int limit) {
        return jdbc.sql(
                        """
                        select id, kind, key, argument from outbox
                        where created_at < :time order by id limit :limit
                        """)
                .param("time", Rows.at(time))
                .param("limit", limit)
                .query((row, n) ->
                        new OutboxEntry(
                                row.getLong("id"),
                                Kind.valueOf(row.getString("kind")),
                                Rows.uuid(row, "key"),
                                row.getString("argument")))
                .list();
    }

    /** Takes an entry in the present transaction; false if somebody has. */
    public boolean take(long id) {
        return jdbc.sql("delete from outbox where id = :id").param("id", id).update() == 1;
    }

    /** Removes entries that Temporal has heard of. */
    public void acknowledged(List<Long> ids) {
        jdbc.sql("delete from outbox where id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }
}
