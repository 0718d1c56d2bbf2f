package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What must be true of a chat that rests, whatever died while it worked. */
final class ChatChecks {

    private static final Duration SETTLED_WITHIN = Duration.ofSeconds(15);

    private final Person person;
    private final Path data;
    private final Database database;

    ChatChecks(Person person, Path data) {
        this.person = person;
        this.data = data;
        this.database = new Database(data);
    }

    /** No event is missing or double, for one who followed and for one who reads from the start. */
    void events(String chat, EventLog followed) {
        long last = person.chat(chat).path("last_seq").asLong();
        Patience.until("event " + last, Duration.ofSeconds(20), () -> followed.lastSeq() >= last);
        List<Long> expected = LongStream.rangeClosed(1, last).boxed().toList();
        assertThat(followed.events().stream().map(EventLog.Event::seq).toList())
                .as("events followed over every death")
                .isEqualTo(expected);
        try (EventLog fresh = new EventLog(person, chat)) {
            Patience.until("event " + last, Duration.ofSeconds(20), () -> fresh.lastSeq() >= last);
            assertThat(fresh.events()).as("events read anew").isEqualTo(followed.events());
        }
    }

    /** Positions have no gap, and each tool call has one result, right after its message. */
    void messages(String chat) {
        whole(person.messages(chat));
    }

    /** Positions have no gap, and each tool call has one result, right after its message. */
    static void whole(List<JsonNode> messages) {
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            assertThat(message.path("position").asInt()).as("position").isEqualTo(i + 1);
            List<String> calls = ids(message, "tool_call", "id");
            List<String> results =
                    i + 1 < messages.size()
                            ? ids(messages.get(i + 1), "tool_result", "tool_call_id")
                            : List.of();
            assertThat(results).as("results after message " + (i + 1)).isEqualTo(calls);
        }
    }

    /** Each of these words was taken in once, in its order. */
    void words(String chat, List<String> said) {
        List<String> words =
                person.messages(chat).stream()
                        .filter(message -> message.path("role").asString().equals("user"))
                        .map(message -> message.path("parts").path(0).path("text").asString())
                        .toList();
        assertThat(words).as("the person's messages").isEqualTo(said);
    }

    /** Each command of the chat ran to its end, exactly once. */
    int commandsRanOnce(String chat) {
        Map<String, String> states = new HashMap<>();
        for (JsonNode message : person.messages(chat)) {
            for (JsonNode part : message.path("parts")) {
                if (part.path("type").asString().equals("tool_call")
                        && part.path("name").asString().equals("execute")) {
                    states.put(part.path("id").asString(), "no result");
                }
                if (part.path("type").asString().equals("tool_result")) {
                    String output = part.path("output").toString();
                    states.computeIfPresent(
                            part.path("tool_call_id").asString(),
                            (id, before) -> part.path("is_error").asBoolean() ? output : "fine");
                }
            }
        }
        Map<String, Integer> runs = runs();
        for (var call : states.entrySet()) {
            assertThat(call.getValue()).as("outcome of call " + call.getKey()).isEqualTo("fine");
            assertThat(runs.getOrDefault(call.getKey(), 0))
                    .as("runs of call " + call.getKey())
                    .isEqualTo(1);
        }
        return states.size();
    }

    /** Nothing ran twice, in any workspace. */
    void nothingRanTwice() {
        assertThat(runs()).as("runs by call").allSatisfy((id, n) -> assertThat(n).isEqualTo(1));
    }

    /** None of these calls has run, in any workspace. */
    void noneRan(Set<String> calls) {
        assertThat(calls).as("calls that a person denied").noneMatch(runs()::containsKey);
    }

    /** How many counted commands have begun, in all workspaces. */
    int commandsBegun() {
        return runs().size();
    }

    /** No entry of the outbox waits, no text so far is left over, no chat is stuck. */
    void nothingIsLeftOver() {
        Patience.until(
                "an empty outbox",
                SETTLED_WITHIN,
                () -> database.number("select count(*) from outbox") == 0);
        assertThat(database.number("select count(*) from partial")).as("partials").isZero();
        assertThat(
                        database.number(
                                """
                                select count(*) from turn join chat on chat.id = turn.chat_id
                                where state = 'running' and status <> 'awaiting_approval'
                                """))
                .as("running turns")
                .isZero();
        await().atMost(SETTLED_WITHIN)
                .untilAsserted(() -> assertThat(openCalls()).as("open calls").isEmpty());
    }

    private String openCalls() {
        return database.text(
                """
                select coalesce(string_agg(chat_id || ' ' || name || ' ' || state, ', '), '')
                from tool_call where state in ('requested', 'started')
                """);
    }

    /** Lines of each counter file, by the id of its call. */
    private Map<String, Integer> runs() {
        Map<String, Integer> runs = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data.resolve("workspaces"))) {
            for (Path file : files.filter(it -> it.getParent().endsWith("counts")).toList()) {
                runs.put(file.getFileName().toString(), Files.readAllLines(file).size());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs;
    }

    private static List<String> ids(JsonNode message, String type, String field) {
        List<String> ids = new ArrayList<>();
        for (JsonNode part : message.path("parts")) {
            if (part.path("type").asString().equals(type)) {
                ids.add(part.path(field).asString());
            }
        }
        return ids;
    }
}
