package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.store.WorkspaceFeed;
import dev.mainspring.store.WorkspaceLogLine;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Follows builds to their end. */
@Component
class Builds {

    /** What another replica does is seen after this at the latest. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final int LINES = 1_000;

    private final Workspaces workspaces;
    private final WorkspaceOrders orders;
    private final WorkspaceFeed feed;

    Builds(Workspaces workspaces, WorkspaceOrders orders, WorkspaceFeed feed) {
        this.workspaces = workspaces;
        this.orders = orders;
        this.feed = feed;
    }

    Optional<WorkspaceRow> find(WorkspaceId id) {
        return workspaces.find(id);
    }

    /**
     * Waits until no build is at work or waits.
     *
     * @param progress hears the log from the build on that waits or works now
     * @throws DetachedException if the wait is told to end; the build goes on
     */
    WorkspaceRow await(WorkspaceRow row, Consumer<String> progress, Cancellation cancellation) {
        Semaphore news = new Semaphore(1);
        cancellation.onEnd(news::release);
        long from = row.working() == null ? row.build() + 1 : row.build();
        long seen = 0;
        orders.remind(row);
        try (LiveFeed.Subscription subscription = feed.listen(row.id(), news::release)) {
            while (true) {
                news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
                refuse(cancellation, row);
                WorkspaceRow now = find(row.id()).orElse(row);
                for (WorkspaceLogLine line : workspaces.logs(row.id(), seen, LINES)) {
                    seen = line.seq();
                    if (line.build() >= from) {
                        progress.accept(line.line() + "\n");
                    }
                }
                if (!now.moving()) {
                    return now;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DetachedException("the build of workspace " + row.id());
        }
    }

    private static void refuse(Cancellation cancellation, WorkspaceRow row) {
        switch (cancellation.state()) {
            case RUNNING -> {}
            case INTERRUPTED ->
                    throw new ToolRefusedException(
                            "interrupted; the build of the workspace goes on");
            case DETACHED -> throw new DetachedException("the build of workspace " + row.id());
        }
    }
}
