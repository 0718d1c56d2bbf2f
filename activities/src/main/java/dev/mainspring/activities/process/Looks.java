package dev.mainspring.activities.process;

import dev.mainspring.conversation.WorkspaceId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at many workspaces at once, and at each once at a time: a host that cannot be reached says
 * so after half a minute only.
 */
final class Looks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Looks.class);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Optional<WorkspaceId>> looking = ConcurrentHashMap.newKeySet();

    /** Looks at a workspace, unless an earlier look at it goes on. */
    void begin(Optional<WorkspaceId> workspace, Runnable look) {
        if (looking.add(workspace)) {
            threads.execute(() -> run(workspace, look));
        }
    }

    private void run(Optional<WorkspaceId> workspace, Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            // The edge of this thread; the next look tries again.
            log.warn(
                    "commands of workspace {} not looked at",
                    workspace.map(WorkspaceId::toString).orElse("none"),
                    e);
        } finally {
            looking.remove(workspace);
        }
    }

    /** Looks that have begun go on. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
