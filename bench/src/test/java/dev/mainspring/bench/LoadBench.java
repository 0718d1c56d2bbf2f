package dev.mainspring.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** {@code ./mainspring bench load}: many chats at once, each turn 4 model calls and 3 commands. */
final class LoadBench {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final int COMMANDS = 3;

    private LoadBench() {}

    static boolean run(Options options) {
        int chats = (int) options.number("chats", 32);
        int turns = (int) options.number("turns", 10);
        Report report = new Report("load");
        try (WireModel model = new WireModel();
                Scratch scratch = Scratch.start(model.settings());
                Floor floor = new Floor(scratch.data());
                Watch watch = new Watch(scratch.product().jvmPid())) {
            Person person = new Person(scratch.product().baseUrl(), "anthropic/bench");
            List<String> warm =
                    atOnce(
                            chats,
                            i -> {
                                String chat =
                                        person.begin("bench load-%d %d".formatted(i, COMMANDS));
                                person.rest(chat, LIMIT);
                                return chat;
                            });
            floor.turnsPerSecond(chats, 1, COMMANDS);
            double before = floor.turnsPerSecond(chats, turns, COMMANDS);
            long begun = System.nanoTime();
            atOnce(chats, i -> play(person, warm.get(i), turns));
            double own = chats * turns / ((System.nanoTime() - begun) / 1e9);
            double after = floor.turnsPerSecond(chats, turns, COMMANDS);
            double ruler = (before + after) / 2;
            report.row("floor before", before, "turns/s");
            report.row("floor after", after, "turns/s");
            report.budget(chats + " chats", own, "turns/s", ">= 10", own >= 10);
            report.budget("against floor", own / ruler, "x", ">= 0.7", own >= 0.7 * ruler);
            report.budget("memory, most", watch.most(), "MB", "<= 600", watch.most() <= 600);
        }
        return report.done();
    }

    private static String play(Person person, String chat, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            person.say(chat, "again");
            person.rest(chat, LIMIT);
        }
        return chat;
    }

    private interface Doing {
        String by(int number);
    }

    private static List<String> atOnce(int chats, Doing doing) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> running =
                    IntStream.range(0, chats)
                            .mapToObj(
                                    i -> CompletableFuture.supplyAsync(() -> doing.by(i), threads))
                            .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    /** Looks at a process' memory four times a second. */
    private static final class Watch implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Double> seen = new ArrayList<>();
        private final Thread looking;

        Watch(long pid) {
            looking =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!over.get()) {
                                    look(pid);
                                    Patience.pause(Duration.ofMillis(250));
                                }
                            });
        }

        private synchronized void look(long pid) {
            seen.add(Machine.residentMegabytes(pid));
        }

        synchronized double most() {
            return seen.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        }

        @Override
        public void close() {
            over.set(true);
            while (looking.isAlive()) {
                Patience.pause(Duration.ofMillis(20));
            }
        }
    }
}
