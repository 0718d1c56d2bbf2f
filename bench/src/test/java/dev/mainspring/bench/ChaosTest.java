package dev.mainspring.bench;

import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The promise of DESIGN.md, section 13, on the whole product as a process: kills at random instants
 * and at the ones where it hurts most. {@code ./mainspring bench chaos} does more of both.
 */
@Timeout(400)
class ChaosTest {

    private static final long SEED = Long.getLong("chaos.seed", 20_251_121L);

    @Test
    void tenKillsAtRandomInstantsLoseNothingAndRepeatNothing() {
        with(scratch ->
                new RandomKills(scratch.product(), scratch.data(), SEED, System.out::println)
                        .run(10));
    }

    @Test
    void killsBetweenIntentAndStartInACommitAndInAnInterruptLoseNothingAndRepeatNothing() {
        with(scratch -> {
            ChosenKills kills =
                    new ChosenKills(scratch.product(), scratch.data(), System.out::println);
            kills.whileTheModelStreams();
            kills.betweenIntentAndStart();
            kills.whilePostgresCommits();
            kills.duringAnInterrupt();
        });
    }

    private static void with(Consumer<Scratch> work) {
        try (Scratch scratch = Scratch.start(Map.of())) {
            try {
                work.accept(scratch);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + SEED + "\n" + scratch.tail(), e);
            }
        }
    }
}
