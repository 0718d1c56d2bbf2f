package dev.mainspring.store;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Finds a person's chats by words of their titles and messages. */
@Repository
public class ChatSearch {

    /**
     * A chat that was found.
     *
     * @param inTitle whether its title has the words, else a message has
     */
    public record Found(ChatRow chat, boolean inTitle, @Nullable Place place) {}

    /** The message that matches best. */
    public record Place(BranchId branch, int position) {}

    /** Messages that are ranked. */
    private static final int MAX_HITS = 2_000;

    /**
     * Words are common where so many of so few of the newest chats have them among their last
     * messages: then the newest chats are as good an answer as any, and the index, which can only
     * list all places at once, would take a hundred times as long.
     */
    private static final int COMMON = 20;

    private static final int LOOKED_AT_FOR_COMMON = 60;
    private static final int LAST_MESSAGES = 50;

    /** The newest chats that are read for common words. */
    private static final int NEWEST_CHATS = 200;

    /** Of a message's text, for what is shown of it. */
    private static final int TEXT_CHARS = 200_000;

    private static final String FILTERS =
            """
            owner_id = :owner and parent_chat_id is null
              and (archived_at is not null) = :archived
              and (:status::text is null or status = :status)
              and (:label::text is null or labels @> cast(:label as jsonb))
            """;

    private final JdbcClient jdbc;

    ChatSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The chats that match, those by title first, then by rank, the newest first on ties; for
     * common words simply the newest.
     */
    @Transactional(readOnly = true)
    public List<Found> find(UserId owner, ChatFilter filter, int limit) {
        Map<ChatId, Found> found = new LinkedHashMap<>();
        byTitle(owner, filter, limit).forEach(it -> found.put(it.chat().id(), it));
        Optional<String> query = tsquery(owner, filter.words());
        if (query.isPresent()) {
            for (Found hit : byMessage(owner, filter, query.get(), limit)) {
                found.merge(
                        hit.chat().id(),
                        hit,
                        (title, message) ->
                                new Found(title.chat(), title.inTitle(), message.place()));
            }
        }
        return found.values().stream().limit(limit).toList();
    }

    /** Every word is there whole; the last one may go on. */
    private static Optional<String> tsquery(UserId owner, List<String> words) {
        if (words.isEmpty() || (words.size() == 1 && words.getFirst().length() < 2)) {
            return Optional.empty();
        }
        List<String> terms = new ArrayList<>();
        terms.add("'" + SearchWords.ownedBy(owner) + "'");
        for (int i = 0; i < words.size(); i++) {
            terms.add("'" + words.get(i) + (i == words.size() - 1 ? "':*" : "'"));
        }
        return Optional.of(String.join(" & ", terms));
    }

    private List<Found> byTitle(UserId owner, ChatFilter filter, int limit) {
        return statement(
                        "select "
                                + ChatRows.COLUMNS
                                + " from chat where "
                                + FILTERS
                                + """
                                and (title ilike :part or (:many and title ilike all (:words)))
                                order by updated_at desc, id desc limit :limit
                                """,
                        owner,
                        filter,
                        limit)
                .param("part", filter.likeTitle())
                .param("many", filter.words().size() > 1)
                .param(
                        "words",
                        filter.words().stream().map(ChatFilter::like).toArray(String[]::new))
                .query((row, n) -> new Found(ChatRows.chat(row), true, null))
                .list();
    }

    private List<Found> byMessage(UserId owner, ChatFilter filter, String query, int limit) {
        planForEachQuery();
        List<Found> common = newest(owner, filter, query, LOOKED_AT_FOR_COMMON, COMMON);
        return common.size() < COMMON
                ? hits(owner, filter, query, limit)
                : newest(owner, filter, query, NEWEST_CHATS, limit);
    }

    /** One plan for all words would be made for a rare one. */
    private void planForEachQuery() {
        jdbc.sql("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .query(String.class)
                .single();
    }

    private List<Found> hits(UserId owner, ChatFilter filter, String query, int limit) {
        return statement(
                        """
                        with hit as materialized (
                            select branch_id, position,
                                ts_rank(words, cast(:query as tsquery)) as rank
                            from message where words @@ cast(:query as tsquery) limit :most),
                        best as (
                            select distinct on (b.chat_id) b.chat_id, h.branch_id as hit_branch,
                                h.position as hit_position, round(h.rank::numeric, 1) as score
                            from hit h join branch b on b.id = h.branch_id
                            order by b.chat_id, h.rank desc, h.position desc)
                        select hit_branch, hit_position,
                        """
                                + ChatRows.COLUMNS
                                + " from best join chat on id = best.chat_id where "
                                + FILTERS
                                + " order by score desc, updated_at desc, id desc limit :limit",
                        owner,
                        filter,
                        limit)
                .param("query", query)
                .param("most", MAX_HITS)
                .query((row, n) -> found(row))
                .list();
    }

    /** Reads chat by chat until it has found enough; coalesce keeps it off the words' index. */
    private List<Found> newest(
            UserId owner, ChatFilter filter, String query, int chats, int limit) {
        return statement(
                        "select newest.*, hit.branch_id as hit_branch, hit.position as hit_position"
                                + " from (select "
                                + ChatRows.COLUMNS
                                + " from chat where "
                                + FILTERS
                                + """
                                order by updated_at desc, id desc limit :chats) newest
                                cross join lateral (
                                    select branch_id, position
                                    from (select branch_id, position, words from message
                                        where message.branch_id = newest.branch_id
                                        order by position desc limit :last) latest
                                    where coalesce(words, '') @@ cast(:query as tsquery)
                                    order by position desc limit 1) hit
                                order by newest.updated_at desc, newest.id desc limit :limit
                                """,
                        owner,
                        filter,
                        limit)
                .param("query", query)
                .param("chats", chats)
                .param("last", LAST_MESSAGES)
                .query((row, n) -> found(row))
                .list();
    }

    private JdbcClient.StatementSpec statement(
            String sql, UserId owner, ChatFilter filter, int limit) {
        return jdbc.sql(sql)
                .param("owner", owner.value())
                .param("archived", filter.archived())
                .param("status", filter.status() == null ? null : filter.status().wire())
                .param("label", filter.labels().isEmpty() ? null : Jsonb.write(filter.labels()))
                .param("limit", limit);
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                ChatRows.chat(row),
                false,
                new Place(new BranchId(Rows.uuid(row, "hit_branch")), row.getInt("hit_position")));
    }

    /** What was said at some places, as plain text. */
    public Map<Place, String> texts(List<Place> places) {
        if (places.isEmpty()) {
            return Map.of();
        }
        Map<Place, String> texts = new HashMap<>();
        jdbc.sql(
                        """
                        select m.branch_id, m.position,
                            (select left(string_agg(part ->> 'text', E'\\n'), :chars)
                             from jsonb_array_elements(m.parts) part
                             where part ->> 'type' = 'text') as said
                        from message m
                        join unnest(:branches, :positions) as place (branch_id, position)
                          using (branch_id, position)
                        """)
                .param("chars", TEXT_CHARS)
                .param(
                        "branches",
                        places.stream().map(it -> it.branch().value()).toArray(UUID[]::new))
                .param("positions", places.stream().map(Place::position).toArray(Integer[]::new))
                .query((row, n) ->
                        Map.entry(
                                new Place(
                                        new BranchId(Rows.uuid(row, "branch_id")),
                                        row.getInt("position")),
                                String.valueOf(row.getString("said"))))
                .list()
                .forEach(it -> texts.put(it.getKey(), it.getValue()));
        return texts;
    }
}
