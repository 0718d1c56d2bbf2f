package dev.mainspring.chat;

import dev.mainspring.store.LiveFeed;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Delivers the outbox: each entry right after its commit, and again until Temporal has acknowledged
 * it.
 */
@Component
class OutboxRelay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    /** An entry this old was not delivered right after its commit. */
    private static final Duration OVERDUE = Duration.ofSeconds(3);

    private static final int BATCH = 500;

    private final Outbox outbox;
    private final TemporalSignals signals;
    private final Clock clock;
    private final Set<Long> underway = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Long> acknowledged = new LinkedBlockingQueue<>();
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final LiveFeed.Subscription news;

    OutboxRelay(Outbox outbox, TemporalSignals signals, LiveFeed feed, Clock clock) {
        this.outbox = outbox;
        this.signals = signals;
        this.clock = clock;
        this.news = feed.onOutbox(this::send);
    }

    private void send(OutboxEntry entry) {
        if (underway.add(entry.id())) {
            senders.execute(() -> deliver(entry));
        }
    }

    private void deliver(OutboxEntry entry) {
        try {
            signals.deliver(entry);
            acknowledged.add(entry.id());
        } catch (RuntimeException e) {
            log.warn("{} for {} not delivered yet: {}", entry.kind(), entry.key(), e.toString());
        } finally {
            underway.remove(entry.id());
        }
    }

    /** Removes what Temporal has; many at once, since each commit waits for the disk. */
    @Scheduled(fixedDelay = 200)
    void removeAcknowledged() {
        List<Long> ids = new ArrayList<>();
        acknowledged.drainTo(ids, BATCH);
        if (ids.isEmpty()) {
            return;
        }
        try {
            outbox.acknowledged(ids);
        } catch (DataAccessException e) {
            acknowledged.addAll(ids);
            log.warn("{} outbox entries not removed yet: {}", ids.size(), e.getMessage());
        }
    }

    /** Tells again what was not acknowledged, by this JVM or by one that died. */
    @Scheduled(fixedDelay = 2_000)
    void repeat() {
        try {
            outbox.olderThan(clock.instant().minus(OVERDUE), BATCH).stream()
                    .filter(entry -> !acknowledged.contains(entry.id()))
                    .forEach(this::send);
        } catch (DataAccessException e) {
            log.warn("outbox not read: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        news.close();
        senders.shutdown();
    }
}
