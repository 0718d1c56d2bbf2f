package dev.mainspring.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code ./mainspring bench chaos}: as many kills as are asked for. */
final class ChaosBench {

    private ChaosBench() {}

    static boolean run(Options options) {
        long seed = options.number("seed", System.currentTimeMillis());
        int kills = (int) options.number("kills", 100);
        System.out.println("seed " + seed);
        try (Scratch scratch = Scratch.start(Map.of())) {
            try {
                if (options.number("chosen", 1) == 1) {
                    chosen(scratch, options);
                }
                List<Duration> resumed =
                        new RandomKills(
                                        scratch.product(),
                                        scratch.data(),
                                        seed,
                                        System.out::println)
                                .run(kills);
                System.out.printf(
                        "%d kills, all finished unaided; went on after at most %d ms%n",
                        kills, resumed.stream().mapToLong(Duration::toMillis).max().orElse(0));
                return true;
            } catch (AssertionError | RuntimeException e) {
                e.printStackTrace(System.out);
                System.out.println(scratch.tail());
                System.out.println("FAILED; seed " + seed);
                return false;
            }
        }
    }

    private static void chosen(Scratch scratch, Options options) {
        ChosenKills kills = new ChosenKills(scratch.product(), scratch.data(), System.out::println);
        kills.whileTheModelStreams();
        kills.whileACommandRuns();
        kills.betweenIntentAndStart();
        kills.whilePostgresCommits();
        kills.duringAnInterrupt();
        kills.whileTemporalStandsStill(Duration.ofSeconds(options.number("stall", 30)));
    }
}
