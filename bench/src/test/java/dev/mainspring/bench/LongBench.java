package dev.mainspring.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./mainspring bench long}: a turn of many tool calls on a conversation that is longer than
 * its model can read, and what it leaves in Temporal's history.
 */
final class LongBench {

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int CALLS_PER_STEP = 4;
    private static final int CHARS_PER_TOKEN = 4;
    private static final double MEGABYTE = 1_000_000;

    private LongBench() {}

    static boolean run(Options options) {
        int calls = (int) options.number("calls", 100);
        Report report = new Report("long");
        try (Scratch scratch = Scratch.start(Map.of("MAINSPRING_TURN_STEPLIMIT", "5000"));
                Floor floor = new Floor(scratch.data())) {
            Person person = new Person(scratch.product().baseUrl(), "scripted/marathon");
            long begun = System.nanoTime();
            String chat = person.begin("run " + calls / CALLS_PER_STEP);
            JsonNode end = person.rest(chat, LIMIT);
            double seconds = (System.nanoTime() - begun) / 1e9;
            List<JsonNode> messages = person.messages(chat);
            long done = count(messages, "tool_result");
            long tokens = messages.toString().length() / CHARS_PER_TOKEN;
            double megabytes = floor.historyBytes("chat-" + chat) / MEGABYTE;
            boolean completed =
                    done == calls && end.path("stop_reason").asString().equals("end_turn");
            report.budget("tool calls", done, "", "= " + calls + ", end_turn", completed);
            report.row("conversation", tokens / 1000.0, "k tokens");
            report.row("summaries", count(messages, "compaction"), "");
            report.budget("history", megabytes, "MB", "< 5 MB", megabytes < 5);
            report.row("all of it", seconds, "s");
        }
        return report.done();
    }

    private static long count(List<JsonNode> messages, String type) {
        return messages.stream()
                .flatMap(message -> message.path("parts").valueStream())
                .filter(part -> part.path("type").asString().equals(type))
                .count();
    }
}
