package dev.mainspring.bench;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A few of the sequences that {@code ./mainspring bench verbs} runs by the hundred. */
@Timeout(300)
class VerbsChaosTest {

    private static final long SEED = Long.getLong("verbs.seed", 20_251_122L);

    @Test
    void verbsInAnyOrderAndAKillLoseNothingDoubleNothingAndLeaveNoChatStuck() {
        try (Scratch scratch = Scratch.start(Map.of())) {
            try {
                VerbsBench.run(scratch.product(), scratch.data(), SEED, 4, System.out::println);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + SEED + "\n" + scratch.tail(), e);
            }
        }
    }
}
