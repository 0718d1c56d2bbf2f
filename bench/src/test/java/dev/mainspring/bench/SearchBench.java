package dev.mainspring.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./mainspring bench search}: what a person waits for a search among ten thousand chats and
 * half a million messages, all their own.
 */
final class SearchBench {

    private static final int ASKED = 40;

    /** Of a made-up language whose word k is about as frequent as 1/k. */
    private static final int VOCABULARY = 20_000;

    private SearchBench() {}

    static boolean run(Options options) {
        long chats = options.number("chats", 10_000);
        long messages = options.number("messages", 500_000);
        Report report = new Report("search");
        try (Scratch scratch = Scratch.start(Map.of())) {
            Person person = new Person(scratch.product().baseUrl(), "scripted/echo");
            String first = person.begin("echo 1");
            person.rest(first, Duration.ofMinutes(2));
            Database database = new Database(scratch.data());
            long begun = System.nanoTime();
            database.run(made(first, chats, messages / chats));
            report.row("made in", (System.nanoTime() - begun) / 1e9, "s");
            report.row("messages", database.number("select count(*) from message"), "");
            report.row(
                    "size of the index",
                    database.number("select pg_relation_size('message_words')") / 1e6,
                    "MB");
            List<Duration> all = new ArrayList<>();
            for (Map.Entry<String, List<String>> kind : queries(database).entrySet()) {
                ask(person, kind.getValue(), 5);
                List<Duration> took = ask(person, kind.getValue(), ASKED);
                all.addAll(took);
                Sample sample = new Sample(took);
                report.row(kind.getKey() + ", p50", sample.p50(), "ms");
                report.row(kind.getKey() + ", p95", sample.p95(), "ms");
            }
            Sample sample = new Sample(all);
            report.budget("all, p95", sample.p95(), "ms", "<= 100 ms", sample.p95() <= 100);
        }
        return report.done();
    }

    private static Map<String, List<String>> queries(Database database) {
        List<String> common = words(database, 1, 8);
        List<String> usual = words(database, 100, 8);
        List<String> rare = words(database, VOCABULARY - 50, 8);
        Map<String, List<String>> queries = new LinkedHashMap<>();
        queries.put("a rare word", rare);
        queries.put("a usual word", usual);
        queries.put("one of the most common words", common);
        queries.put("three letters", usual.stream().map(word -> word.substring(0, 3)).toList());
        queries.put("two letters", common.stream().map(word -> word.substring(0, 2)).toList());
        queries.put("a common and a rare word", pairs(common, rare));
        queries.put("two common words", pairs(common, common.reversed()));
        queries.put("a title", List.of("Chat 77", "Chat 5123", "chat 9"));
        queries.put("nothing", List.of("zzzzzzzz", "zzzz yyyy"));
        return queries;
    }

    private static List<String> pairs(List<String> left, List<String> right) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            pairs.add(left.get(i) + " " + right.get(i));
        }
        return pairs;
    }

    private static List<String> words(Database database, int first, int count) {
        List<String> words = new ArrayList<>();
        for (int k = first; k < first + count; k++) {
            words.add(database.text("select " + word(String.valueOf(k))));
        }
        return words;
    }

    private static List<Duration> ask(Person person, List<String> queries, int times) {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String query = queries.get(i % queries.size());
            long begun = System.nanoTime();
            person.get(
                    "/api/v1/chats?limit=20&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
            took.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return took;
    }

    /** The k-th word: eight letters. */
    private static String word(String k) {
        return "translate(substr(md5((" + k + ")::text), 1, 8), '0123456789', 'ghijklmnop')";
    }

    /** The index is made after the rows, as no product would have to. */
    private static String made(String chat, long chats, long messagesPerChat) {
        return """
        create temporary table copy as
            select gen_random_uuid() as id, gen_random_uuid() as branch, n
            from generate_series(1, %1$d) as n;
        insert into chat (id, owner_id, title, status, model, branch_id, request_hash,
                created_at, updated_at)
            select copy.id, owner_id, 'Chat ' || n, 'idle', model, copy.branch, 'copy',
                created_at - n * interval '1 minute', updated_at - n * interval '1 minute'
            from chat, copy where chat.id = '%3$s';
        insert into branch (id, chat_id, created_at)
            select branch, id, now() from copy;
        create temporary table vocabulary as
            select k, %4$s as word from generate_series(1, %5$d) as k;
        create unique index on vocabulary (k);
        analyze vocabulary;
        create temporary table index_of_words as
            select indexdef from pg_indexes where indexname = 'message_words';
        drop index message_words;
        insert into message (branch_id, position, id, role, parts, created_at, words)
            select branch, p, gen_random_uuid(),
                case when p %% 2 = 1 then 'user' else 'assistant' end,
                jsonb_build_array(jsonb_build_object('type', 'text', 'text', said.text)),
                now(), array_to_tsvector(said.words || ('owner:' || owner_id))
            from copy
            cross join (select owner_id from chat where id = '%3$s') as owner
            cross join generate_series(1, %2$d) as p
            cross join lateral (
                select string_agg(word, ' ') as text, array_agg(distinct word) as words
                from (select floor(power(%5$d, random()))::int as k
                      from generate_series(1, 10 + (n + p) %% 50)) as chosen
                join vocabulary using (k)) as said;
        do 'begin execute (select indexdef from index_of_words); end';
        analyze chat, branch, message;
        """
                .formatted(chats, messagesPerChat, chat, word("k"), VOCABULARY);
    }
}
