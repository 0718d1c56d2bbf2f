package dev.mainspring.chat;

import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.Workspaces;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reminds Temporal of builds that have not moved for a while; a reminder of one that is at work
 * does no harm.
 */
@Component
class WorkspaceReconciler {

    private static final Logger log = LoggerFactory.getLogger(WorkspaceReconciler.class);
    private static final Duration SETTLED = Duration.ofSeconds(15);
    private static final int BATCH = 100;

    private final Workspaces workspaces;
    private final WorkspaceOrders orders;
    private final Clock clock;

    WorkspaceReconciler(Workspaces workspaces, WorkspaceOrders orders, Clock clock) {
        this.workspaces = workspaces;
        this.orders = orders;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 3_000, fixedDelay = 60_000)
    void remind() {
        try {
            workspaces.unattended(clock.instant().minus(SETTLED), BATCH).forEach(orders::remind);
        } catch (DataAccessException e) {
            log.warn("workspaces not reconciled: {}", e.getMessage());
        }
    }
}
