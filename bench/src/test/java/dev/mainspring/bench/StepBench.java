package dev.mainspring.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code ./mainspring bench step}: what the control plane adds to each step, from the end of a
 * model's answer to the next request on the wire, one {@code echo} between them.
 */
final class StepBench {

    private static final Duration LIMIT = Duration.ofMinutes(20);
    private static final int WARM_UP_STEPS = 60;
    private static final int WINDOW = 100;

    private StepBench() {}

    static boolean run(Options options) {
        int steps = (int) options.number("steps", 300);
        Report report = new Report("step");
        try (WireModel model = new WireModel();
                Scratch scratch = Scratch.start(settings(model));
                Floor floor = new Floor(scratch.data())) {
            Person person = new Person(scratch.product().baseUrl(), "anthropic/bench");
            floor.steps(WARM_UP_STEPS);
            String chat = person.begin("bench warm " + WARM_UP_STEPS);
            person.rest(chat, LIMIT);
            Sample floorBefore = new Sample(floor.steps(WINDOW));
            Sample sent = sends(person, model);
            long begun = System.nanoTime();
            String measured = person.begin("bench measured " + steps);
            person.rest(measured, LIMIT);
            Sample own = overheads(model.exchanges("measured"));
            Sample floorAfter = new Sample(floor.steps(WINDOW));
            double ruler = (floorBefore.p50() + floorAfter.p50()) / 2;
            report.row("floor before, p50", floorBefore.p50(), "ms");
            report.row("floor after, p50", floorAfter.p50(), "ms");
            report.budget("step, p50", own.p50(), "ms", "<= 50 ms", own.p50() <= 50);
            report.row("step, p95", own.p95(), "ms");
            report.budget(
                    "step against floor",
                    own.p50() / ruler,
                    "x",
                    "<= 1.4",
                    own.p50() <= 1.4 * ruler);
            for (int at = 0; at < steps; at += Math.max(WINDOW, steps / 10)) {
                report.row(
                        "steps from " + (at + 1) + ", p50", own.from(at, at + WINDOW).p50(), "ms");
            }
            report.budget("send to request, p50", sent.p50(), "ms", "<= 150 ms", sent.p50() <= 150);
            report.row("send to request, p95", sent.p95(), "ms");
            report.row("all of it", (System.nanoTime() - begun) / 1e9, "s");
        }
        return report.done();
    }

    private static Map<String, String> settings(WireModel model) {
        Map<String, String> settings = new TreeMap<>(model.settings());
        settings.put("MAINSPRING_TURN_STEPLIMIT", "5000");
        return settings;
    }

    /** From the end of each answer to the next request. */
    static Sample overheads(List<WireModel.Exchange> exchanges) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = 1; i < exchanges.size(); i++) {
            gaps.add(
                    Duration.ofNanos(
                            exchanges.get(i).cameAt() - exchanges.get(i - 1).answeredAt()));
        }
        return new Sample(gaps);
    }

    /** From a person's sending to the request, in a chat that is warm. */
    private static Sample sends(Person person, WireModel model) {
        List<Duration> times = new ArrayList<>();
        String chat = person.begin("bench sends 0");
        person.rest(chat, LIMIT);
        for (int i = 0; i < 20; i++) {
            int before = model.exchanges("sends").size();
            long begun = System.nanoTime();
            person.say(chat, "again");
            person.rest(chat, LIMIT);
            times.add(Duration.ofNanos(model.exchanges("sends").get(before).cameAt() - begun));
        }
        return new Sample(times);
    }
}
