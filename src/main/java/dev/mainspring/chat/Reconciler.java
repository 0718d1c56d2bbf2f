package dev.mainspring.chat;

import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.Outbox;
import dev.mainspring.store.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Wakes every chat that has work but no run that is at it: its workflow was terminated, failed, or
 * Temporal's data were lost.
 */
@Component
class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    /** A chat that changed just now is being looked after. */
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private static final int BATCH = 1_000;

    private final ChatRows chats;
    private final TemporalSignals signals;
    private final Clock clock;

    Reconciler(ChatRows chats, TemporalSignals signals, Clock clock) {
        this.chats = chats;
        this.signals = signals;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 60_000)
    void reconcile() {
        reconcile(SETTLED);
    }

    void reconcile(Duration unchangedFor) {
        try {
            chats.atWork(clock.instant().minus(unchangedFor), BATCH).forEach(this::reconcile);
        } catch (DataAccessException e) {
            log.warn("chats not reconciled: {}", e.getMessage());
        }
    }

    private void reconcile(ChatRow chat) {
        try {
            if (!signals.isRunning(chat.id())) {
                log.info("chat {} is {} without a run: woken", chat.id(), chat.status().wire());
                signals.deliver(new OutboxEntry(0, Outbox.Kind.WAKE, chat.id().value(), null));
            }
        } catch (RuntimeException e) {
            log.warn("chat {} not reconciled: {}", chat.id(), e.toString());
        }
    }
}
