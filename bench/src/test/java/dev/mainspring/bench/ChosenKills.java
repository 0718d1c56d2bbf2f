package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Kills at the instants where it hurts most. Each leaves a chat that has done all its work. */
final class ChosenKills {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration TURN_WITHIN = Duration.ofSeconds(90);

    private final ProductProcess product;
    private final Person person;
    private final ChatChecks checks;
    private final Database database;
    private final Commits commits;
    private final Consumer<String> tell;

    ChosenKills(ProductProcess product, Path data, Consumer<String> tell) {
        this.product = product;
        this.person = new Person(product.baseUrl(), "scripted/chaos");
        this.checks = new ChatChecks(person, data);
        this.database = new Database(data);
        this.commits = new Commits(database);
        this.tell = tell;
    }

    void whileTheModelStreams() {
        String chat = person.begin("round 1");
        try (EventLog events = new EventLog(person, chat)) {
            Patience.until("words of the model", SOON, () -> events.deltas() > 3);
            product.killJvm().restart();
            ends(chat, events);
            assertThat(events.count("step.restarted")).as("steps begun anew").isEqualTo(1);
        }
        tell.accept("killed while the model streamed");
    }

    void whileACommandRuns() {
        String chat = person.begin("hold 6");
        try (EventLog events = new EventLog(person, chat)) {
            Patience.until("two lines of output", SOON, () -> events.deltas() > 1);
            product.killJvm().restart();
            ends(chat, events);
            assertThat(output(chat)).contains("line 1").contains("line 6");
        }
        tell.accept("killed while a command ran");
    }

    /** The intent's commit takes a second; in it the one who would start the command dies. */
    void betweenIntentAndStart() {
        String chat = person.begin("hold 1");
        person.rest(chat, TURN_WITHIN);
        int begun = checks.commandsBegun();
        try (EventLog events = new EventLog(person, chat)) {
            commits.slow("tool_call", "update of incarnation");
            person.say(chat, "hold 2");
            Patience.until("an intent in its commit", SOON, commits::underway);
            product.killJvm();
            Patience.until("the intent on record", SOON, () -> intents(chat) == 2);
            commits.quick("tool_call");
            assertThat(checks.commandsBegun()).as("commands begun").isEqualTo(begun);
            product.restart();
            ends(chat, events);
        }
        tell.accept("killed between intent and start");
    }

    /** Commits are made slow, and first the JVM and then PostgreSQL is killed in one. */
    void whilePostgresCommits() {
        String chat = person.begin("round 1");
        try (EventLog events = new EventLog(person, chat)) {
            Patience.until("a command", SOON, () -> events.count("tool_call.started") > 0);
            commits.slow("tool_call", "update");
            Patience.until("a commit", SOON, commits::underway);
            product.killJvm();
            commits.quick("tool_call");
            product.restart();
            commits.slow("turn", "update");
            Patience.until("a commit", SOON, commits::underway);
            product.killPostgres();
            product.awaitReady();
            commits.quick("turn");
            ends(chat, events);
        }
        tell.accept("killed while PostgreSQL committed");
    }

    /** The command does not listen to TERM: the stop takes its time, and is killed in it. */
    void duringAnInterrupt() {
        String chat = person.begin("stubborn 17");
        try (EventLog events = new EventLog(person, chat)) {
            Patience.until("the command", SOON, () -> sleeper("6017").isPresent());
            person.stop(chat);
            product.killJvm().restart();
            JsonNode end = person.rest(chat, TURN_WITHIN);
            assertThat(end.path("status").asString()).isEqualTo("idle");
            assertThat(end.path("stop_reason").asString()).isEqualTo("interrupted");
            assertThat(sleeper("6017")).as("the stopped command").isEmpty();
            checks.messages(chat);
            checks.events(chat, events);
            checks.nothingRanTwice();
            checks.nothingIsLeftOver();
            person.say(chat, "hold 1");
            assertThat(person.rest(chat, TURN_WITHIN).path("status").asString()).isEqualTo("idle");
        }
        tell.accept("killed in the middle of an interrupt");
    }

    /** Temporal stands still for longer than heartbeats may fail to come. */
    void whileTemporalStandsStill(Duration length) {
        String chat = person.begin("hold " + (length.toSeconds() - 3));
        try (EventLog events = new EventLog(person, chat)) {
            Patience.until("a line of output", SOON, () -> events.deltas() > 0);
            List<ProcessHandle> temporal =
                    ProcessHandle.of(product.temporalPid()).stream().toList();
            Processes.freeze(temporal);
            Patience.pause(length);
            Processes.thaw(temporal);
            ends(chat, events);
            assertThat(output(chat)).contains("line " + (length.toSeconds() - 3));
        }
        tell.accept("Temporal stood still for " + length.toSeconds() + " s");
    }

    private void ends(String chat, EventLog events) {
        JsonNode end = person.rest(chat, TURN_WITHIN);
        assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("idle");
        assertThat(end.path("stop_reason").asString()).isEqualTo("end_turn");
        checks.messages(chat);
        checks.commandsRanOnce(chat);
        checks.nothingRanTwice();
        checks.events(chat, events);
        checks.nothingIsLeftOver();
    }

    private String output(String chat) {
        return person.messages(chat).stream()
                .filter(message -> message.path("role").asString().equals("tool"))
                .map(JsonNode::toString)
                .toList()
                .toString();
    }

    private long intents(String chat) {
        return database.number(
                "select count(*) from tool_call where incarnation is not null and chat_id = '%s'"
                        .formatted(chat));
    }

    private Optional<ProcessHandle> sleeper(String seconds) {
        return Processes.running("sleep", seconds);
    }
}
