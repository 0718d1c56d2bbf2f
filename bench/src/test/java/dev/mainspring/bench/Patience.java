package dev.mainspring.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Patience {

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Patience() {}

    /**
     * Waits until the condition holds.
     *
     * @return how long it took
     * @throws AssertionError if it does not hold in time
     */
    static Duration until(String what, Duration limit, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            pause(LOOK_EVERY);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Lets time pass: for instants that are chosen by chance. */
    static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
