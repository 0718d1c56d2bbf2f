package dev.mainspring.store;

import dev.mainspring.conversation.WorkspaceId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;

/** Tells this JVM that a workspace's row or log has changed; listeners read what. */
@Component
public class WorkspaceFeed {

    private final ConcurrentHashMap<WorkspaceId, List<Runnable>> listeners =
            new ConcurrentHashMap<>();

    /** Listens to a workspace. The listener runs on the teller's thread: quick, never throws. */
    public LiveFeed.Subscription listen(WorkspaceId workspace, Runnable listener) {
        listeners.computeIfAbsent(workspace, id -> new CopyOnWriteArrayList<>()).add(listener);
        return () ->
                listeners.computeIfPresent(
                        workspace,
                        (id, all) -> {
                            all.remove(listener);
                            return all.isEmpty() ? null : all;
                        });
    }

    void changed(WorkspaceId workspace) {
        listeners.getOrDefault(workspace, List.of()).forEach(Runnable::run);
    }
}
