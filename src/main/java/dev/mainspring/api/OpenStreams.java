package dev.mainspring.api;

import dev.mainspring.security.ApiTokens;
import dev.mainspring.security.StandingSignIns;
import dev.mainspring.store.LiveFeed.Subscription;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The event streams being answered: they end with the product, or with what let them in. */
@Component
class OpenStreams {

    private final Set<Open> open = ConcurrentHashMap.newKeySet();

    /** Compared by identity: two streams are never the same. */
    private static final class Open {
        private final BooleanSupplier allowed;
        private final Runnable end;

        private Open(BooleanSupplier allowed, Runnable end) {
            this.allowed = allowed;
            this.end = end;
        }
    }

    /**
     * Notes a stream; close the answer when the stream has ended.
     *
     * @param allowed asked again when a token is revoked or a session is over
     */
    Subscription add(BooleanSupplier allowed, Runnable end) {
        Open stream = new Open(allowed, end);
        open.add(stream);
        return () -> open.remove(stream);
    }

    @EventListener(ContextClosedEvent.class)
    void endAll() {
        open.forEach(stream -> stream.end.run());
    }

    @EventListener({ApiTokens.Revoked.class, StandingSignIns.SessionEnded.class})
    void endRefused() {
        open.stream()
                .filter(stream -> !stream.allowed.getAsBoolean())
                .forEach(stream -> stream.end.run());
    }
}
