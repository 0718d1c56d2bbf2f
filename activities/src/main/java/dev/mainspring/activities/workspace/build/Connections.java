package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Keeps one connection for each workspace in use, and closes what nobody has used for a while. */
@Component
class Connections implements AutoCloseable {

    private static final Duration IDLE = Duration.ofMinutes(10);

    /** How exact {@code last_used_at} is. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private record Held(Connection connection, long build, Instant used) {}

    private final Sites sites;
    private final Workspaces workspaces;
    private final Clock clock;
    private final Map<WorkspaceId, Held> held = new ConcurrentHashMap<>();

    Connections(Sites sites, Workspaces workspaces, Clock clock) {
        this.sites = sites;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /**
     * The shell of a workspace that is ready, for work in it: the workspace counts as used.
     *
     * @throws ShellException if it is gone
     */
    Shell use(WorkspaceRow row) {
        Instant now = clock.instant();
        if (row.lastUsedAt().isBefore(now.minus(NOTED))) {
            workspaces.used(row.id(), now);
        }
        return shell(row);
    }

    /**
     * The shell of a workspace that is ready.
     *
     * @throws ShellException if it is gone
     */
    Shell shell(WorkspaceRow row) {
        Instant now = clock.instant();
        return held.compute(
                        row.id(),
                        (id, known) -> {
                            if (known != null && known.build() == row.build()) {
                                return new Held(known.connection(), known.build(), now);
                            }
                            if (known != null) {
                                known.connection().close();
                            }
                            return new Held(connect(row), row.build(), now);
                        })
                .connection();
    }

    void drop(WorkspaceId id) {
        Held known = held.remove(id);
        if (known != null) {
            known.connection().close();
        }
    }

    @Scheduled(fixedDelay = 60_000)
    void closeIdle() {
        Instant limit = clock.instant().minus(IDLE);
        held.forEach((id, known) -> {
            boolean idle = known.used().isBefore(limit) && !known.connection().busy();
            if (idle && held.remove(id, known)) {
                known.connection().close();
            }
        });
    }

    @Override
    public void close() {
        held.keySet().forEach(this::drop);
    }

    private Connection connect(WorkspaceRow row) {
        try {
            Sites.Plan plan = sites.plan(row);
            return plan.provisioner().connect(plan.site());
        } catch (ProvisionException e) {
            throw new ShellException(String.valueOf(e.getMessage()), false, e);
        }
    }
}
