package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A wait that ends with the call's own cancellation or when its time is over. */
final class Waiting implements AutoCloseable {

    private final Cancellation end = new Cancellation();
    private final CompletableFuture<Void> timer = new CompletableFuture<>();

    Waiting(Cancellation outer, Duration most) {
        outer.onEnd(end::interrupt);
        timer.completeOnTimeout(null, Math.max(0, most.toMillis()), TimeUnit.MILLISECONDS)
                .thenRun(end::interrupt);
    }

    /** Given to what is waited for. */
    Cancellation end() {
        return end;
    }

    boolean over() {
        return end.state() != Cancellation.State.RUNNING;
    }

    @Override
    public void close() {
        timer.cancel(false);
    }
}
