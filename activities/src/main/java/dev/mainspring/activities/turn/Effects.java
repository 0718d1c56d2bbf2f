package dev.mainspring.activities.turn;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.store.LiveFeed;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import jakarta.annotation.PreDestroy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * The effects that run in this JVM. Each sends heartbeats while it is open, and hears of its end on
 * two ways: the live feed (milliseconds after a person's click) and the heartbeat's answer (for
 * sure).
 */
@Component
class Effects {

    /** Well below the heartbeat time-out of 5 s. */
    private static final long HEARTBEAT_MS = 500;

    private final Set<Effect> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final LiveFeed.Subscription interrupts;

    Effects(LiveFeed feed) {
        interrupts = feed.onInterrupt(news -> interrupt(news.chat()));
    }

    private void interrupt(ChatId chat) {
        open.stream().filter(it -> it.chat.equals(chat)).forEach(it -> it.cancellation.interrupt());
    }

    /** Opens an effect of the activity that this thread runs. */
    Effect open(ChatId chat) {
        Effect effect = new Effect(chat, Activity.getExecutionContext());
        open.add(effect);
        return effect;
    }

    @PreDestroy
    void close() {
        interrupts.close();
        clock.shutdown();
    }

    /** A running effect. Closing it ends its heartbeats. */
    final class Effect implements AutoCloseable {

        private final ChatId chat;
        private final ActivityExecutionContext context;
        private final Cancellation cancellation = new Cancellation();
        private final ScheduledFuture<?> beating;

        private Effect(ChatId chat, ActivityExecutionContext context) {
            this.chat = chat;
            this.context = context;
            this.beating =
                    clock.scheduleAtFixedRate(
                            () -> Thread.ofVirtual().start(this::beat),
                            HEARTBEAT_MS,
                            HEARTBEAT_MS,
                            TimeUnit.MILLISECONDS);
        }

        Cancellation cancellation() {
            return cancellation;
        }

        /** Not every cancellation is an interrupt: one with a cause is a time-out on our side. */
        private void beat() {
            try {
                context.heartbeat(null);
            } catch (ActivityCanceledException e) {
                if (e.getCause() == null) {
                    cancellation.interrupt();
                } else {
                    cancellation.detach();
                }
            } catch (ActivityCompletionException e) {
                cancellation.detach();
            }
        }

        @Override
        public void close() {
            beating.cancel(false);
            open.remove(this);
        }
    }
}
