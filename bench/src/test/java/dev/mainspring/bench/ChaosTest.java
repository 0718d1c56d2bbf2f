package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * What ARCHITECTURE.md promises where something dies, on the whole product as a process: kills at
 * random instants and at the ones where it hurts most. {@code ./mainspring bench chaos} does more
 * of both.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChaosTest {

    private static final int LAST = Integer.MAX_VALUE;
    private static final int KILLS = 10;

    /** Has each victim twice at least, and five starts of the JVM. */
    private static final long SEED = Long.getLong("chaos.seed", 20_251_122L);

    private Scratch scratch;

    /** Waits from before the first kill until after the last. */
    private WaitingApproval approval;

    @BeforeAll
    void start() {
        scratch = Scratch.start(Map.of());
        approval = WaitingApproval.begin(scratch.product(), scratch.data());
    }

    @AfterAll
    void stop() {
        scratch.close();
    }

    @Test
    void tenKillsAtRandomInstantsLoseNothingAndRepeatNothing() {
        told(() ->
                new RandomKills(scratch.product(), scratch.data(), SEED, System.out::println)
                        .run(KILLS));
    }

    @Test
    void killsWhereItHurtsMostLoseNothingAndRepeatNothing() {
        ChosenKills kills = new ChosenKills(scratch.product(), scratch.data(), System.out::println);
        told(kills::whileTheModelStreams);
        told(kills::whileACommandRuns);
        told(kills::betweenIntentAndStart);
        told(kills::whilePostgresCommits);
        told(kills::duringAnInterrupt);
    }

    @Test
    @Order(LAST)
    void anApprovalWaitedThroughTenRestartsAndAContinueAsNew() {
        assertThat(scratch.product().restarts()).isGreaterThanOrEqualTo(10);
        told(approval::isGiven);
    }

    /** With what the product wrote, where it fails. */
    private void told(Runnable work) {
        try {
            work.run();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + SEED + "\n" + scratch.tail(), e);
        }
    }
}
