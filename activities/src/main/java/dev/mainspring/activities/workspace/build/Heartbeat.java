package dev.mainspring.activities.workspace.build;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells Temporal every two seconds that a phase is at work; every phase may be repeated. */
final class Heartbeat implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);
    private static final long SECONDS = 2;

    private final CountDownLatch over = new CountDownLatch(1);

    private Heartbeat() {}

    static Heartbeat start() {
        Heartbeat beat = new Heartbeat();
        ActivityExecutionContext context = Activity.getExecutionContext();
        Thread.startVirtualThread(() -> beat.send(context));
        return beat;
    }

    private void send(ActivityExecutionContext context) {
        try {
            while (!over.await(SECONDS, TimeUnit.SECONDS)) {
                context.heartbeat(null);
            }
        } catch (ActivityCompletionException e) {
            log.info("a phase of a build goes on unheard: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
    }
}
