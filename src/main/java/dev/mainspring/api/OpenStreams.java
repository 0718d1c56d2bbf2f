package dev.mainspring.api;

import dev.mainspring.store.LiveFeed.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The event streams being answered, so that a stop of the product need not wait for them. */
@Component
class OpenStreams {

    private final Set<Runnable> ends = ConcurrentHashMap.newKeySet();

    /** Notes a stream; close the answer when the stream has ended. */
    Subscription add(Runnable end) {
        ends.add(end);
        return () -> ends.remove(end);
    }

    @EventListener(ContextClosedEvent.class)
    void endAll() {
        ends.forEach(Runnable::run);
    }
}
