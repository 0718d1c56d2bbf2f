package dev.mainspring.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ./mainspring bench stop}: from a person's stop to the dead command and the idle chat. */
final class StopBench {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private StopBench() {}

    static boolean run(Options options) {
        int stops = (int) options.number("stops", 20);
        Report report = new Report("stop");
        List<Duration> dead = new ArrayList<>();
        List<Duration> idle = new ArrayList<>();
        try (Scratch scratch = Scratch.start(Map.of())) {
            Person person = new Person(scratch.product().baseUrl(), "scripted/chaos");
            String chat = person.begin("hold 1");
            person.rest(chat, LIMIT);
            for (int i = 0; i < stops + 2; i++) {
                String seconds = "600" + i;
                person.say(chat, "sleep " + seconds);
                Optional<ProcessHandle> command = awaitCommand(seconds);
                long begun = System.nanoTime();
                person.stop(chat);
                Patience.until("dead", LIMIT, () -> !command.orElseThrow().isAlive());
                Duration killed = Duration.ofNanos(System.nanoTime() - begun);
                person.rest(chat, LIMIT);
                if (i >= 2) {
                    dead.add(killed);
                    idle.add(Duration.ofNanos(System.nanoTime() - begun));
                }
            }
        }
        report.row("stop to dead command, p50", new Sample(dead).p50(), "ms");
        report.row("stop to dead command, p95", new Sample(dead).p95(), "ms");
        report.row("stop to idle, p50", new Sample(idle).p50(), "ms");
        double p95 = new Sample(idle).p95();
        report.budget("stop to dead and idle, p95", p95, "ms", "<= 400 ms", p95 <= 400);
        return report.done();
    }

    private static Optional<ProcessHandle> awaitCommand(String seconds) {
        Patience.until("the command", LIMIT, () -> find(seconds).isPresent());
        return find(seconds);
    }

    private static Optional<ProcessHandle> find(String seconds) {
        return Processes.running("sleep", seconds);
    }
}
