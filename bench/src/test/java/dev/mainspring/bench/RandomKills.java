package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Kills at instants chosen by chance, while one chat works round after round. */
final class RandomKills {

    /** After a worker is up again: a budget of bench/README.md. */
    static final Duration RESUMED_WITHIN = Duration.ofSeconds(10);

    private static final Duration ROUND_WITHIN = Duration.ofSeconds(120);
    private static final int LONGEST_PAUSE_MS = 2_500;

    private final ProductProcess product;
    private final Person person;
    private final ChatChecks checks;
    private final Random random;
    private final Consumer<String> tell;
    private final List<Duration> resumed = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    RandomKills(ProductProcess product, Path data, long seed, Consumer<String> tell) {
        this.product = product;
        this.person = new Person(product.baseUrl(), "scripted/chaos");
        this.checks = new ChatChecks(person, data);
        this.random = new Random(seed);
        this.tell = tell;
    }

    /**
     * Kills so many times and checks everything after the last.
     *
     * @return how long after each kill, once all was ready again, the chat went on
     */
    List<Duration> run(int kills) {
        said.add("round 1");
        String chat = person.begin("round 1");
        try (EventLog events = new EventLog(person, chat)) {
            for (int kill = 1; kill <= kills; kill++) {
                keepBusy(chat);
                killOnce(chat, kill);
            }
            JsonNode end = person.rest(chat, ROUND_WITHIN);
            assertThat(end.path("status").asString()).as(end.toString()).isEqualTo("idle");
            assertThat(end.path("stop_reason").asString()).isEqualTo("end_turn");
            checks.words(chat, said);
            checks.messages(chat);
            int commands = checks.commandsRanOnce(chat);
            checks.nothingRanTwice();
            checks.events(chat, events);
            checks.nothingIsLeftOver();
            tell.accept(
                    "%d rounds, %d commands once each, %d events"
                            .formatted(said.size(), commands, events.lastSeq()));
        }
        return List.copyOf(resumed);
    }

    private void keepBusy(String chat) {
        String status = person.status(chat);
        assertThat(status).isNotEqualTo("error");
        if (status.equals("idle")) {
            String next = "round " + (said.size() + 1);
            said.add(next);
            person.say(chat, next);
        }
    }

    private void killOnce(String chat, int kill) {
        Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
        Duration pause = Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MS));
        Patience.pause(pause);
        long begun = System.nanoTime();
        victim.kill(product);
        Duration ready = Duration.ofNanos(System.nanoTime() - begun);
        long seq = person.chat(chat).path("last_seq").asLong();
        Duration took =
                Patience.until(
                        "kill %d (%s): the chat goes on".formatted(kill, victim),
                        RESUMED_WITHIN,
                        () -> wentOn(chat, seq));
        resumed.add(took);
        tell.accept(
                "kill %d: %s after %d ms; ready after %d ms, went on after %d ms"
                        .formatted(
                                kill, victim, pause.toMillis(), ready.toMillis(), took.toMillis()));
    }

    private boolean wentOn(String chat, long seq) {
        JsonNode now = person.chat(chat);
        return now.path("last_seq").asLong() > seq || now.path("status").asString().equals("idle");
    }
}
