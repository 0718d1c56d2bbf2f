package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits between attempts to reach a workspace: 0.25 s, then twice as long each time up to 15 s. */
record Reconnect(int attempt) {

    /** About two minutes in all: a reboot, a short cut of the network. */
    private static final int MAX_ATTEMPTS = 13;

    static Reconnect first() {
        return new Reconnect(1);
    }

    Reconnect next() {
        return new Reconnect(attempt + 1);
    }

    boolean exhausted() {
        return attempt >= MAX_ATTEMPTS;
    }

    /** Waits, unless the effect is told to end meanwhile; what it is told then. */
    Cancellation.State pause(Cancellation cancellation) {
        CountDownLatch told = new CountDownLatch(1);
        cancellation.onEnd(told::countDown);
        try {
            if (told.await(delay().toMillis(), TimeUnit.MILLISECONDS)) {
                return cancellation.state();
            }
            return Cancellation.State.RUNNING;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cancellation.State.DETACHED;
        }
    }

    private Duration delay() {
        return Duration.ofMillis(Math.min(15_000, 250L << Math.min(attempt - 1, 10)));
    }
}
