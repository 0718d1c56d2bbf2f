package dev.mainspring.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code ./mainspring bench list}: a page of a list of ten thousand chats that rest. */
final class ListBench {

    private static final int ASKED = 200;

    private ListBench() {}

    static boolean run(Options options) {
        long chats = options.number("chats", 10_000);
        Report report = new Report("list");
        try (Scratch scratch = Scratch.start(Map.of())) {
            Person person = new Person(scratch.product().baseUrl(), "scripted/echo");
            String first = person.begin("echo 1");
            person.rest(first, Duration.ofMinutes(2));
            ask(person, ASKED);
            double before = Machine.residentMegabytes(scratch.product().jvmPid());
            new Database(scratch.data()).run(copies(first, chats));
            Sample pages = ask(person, ASKED);
            double after = Machine.residentMegabytes(scratch.product().jvmPid());
            report.row("a page of 50, p50", pages.p50(), "ms");
            report.budget("a page of 50, p95", pages.p95(), "ms", "<= 100 ms", pages.p95() <= 100);
            report.row("memory before", before, "MB");
            report.budget(
                    "memory for " + chats + " idle chats",
                    after - before,
                    "MB",
                    "no growth (30 MB of noise)",
                    after - before <= 30);
        }
        return report.done();
    }

    private static Sample ask(Person person, int times) {
        List<Duration> took = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            person.get("/api/v1/chats?limit=50");
            took.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        return new Sample(took);
    }

    /** Chats that rest cost rows and nothing else, so rows are what is made. */
    private static String copies(String chat, long number) {
        return """
        create temporary table copy as
            select gen_random_uuid() as id, gen_random_uuid() as branch, n
            from generate_series(1, %d) as n;
        insert into chat (id, owner_id, title, status, model, branch_id, request_hash,
                created_at, updated_at)
            select copy.id, owner_id, 'Chat ' || n, 'idle', model, copy.branch, 'copy',
                created_at - n * interval '1 minute', updated_at - n * interval '1 minute'
            from chat, copy where chat.id = '%s';
        insert into branch (id, chat_id, created_at)
            select branch, id, now() from copy;
        analyze chat;
        """
                .formatted(number, chat);
    }
}
