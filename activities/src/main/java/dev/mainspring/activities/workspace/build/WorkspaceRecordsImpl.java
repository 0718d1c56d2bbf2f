package dev.mainspring.activities.workspace.build;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.store.ChatGoneException;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.ProcessRows;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import dev.mainspring.workflows.WorkspaceBuild;
import dev.mainspring.workflows.WorkspaceRecords;
import dev.mainspring.workflows.WorkspaceStart;
import dev.mainspring.workflows.WorkspaceStep;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** See {@link WorkspaceRecords}. */
@Component
class WorkspaceRecordsImpl implements WorkspaceRecords {

    private static final Logger log = LoggerFactory.getLogger(WorkspaceRecordsImpl.class);

    private final Workspaces workspaces;
    private final ChatTransactions chats;
    private final ProcessRows processes;
    private final Clock clock;

    WorkspaceRecordsImpl(
            Workspaces workspaces, ChatTransactions chats, ProcessRows processes, Clock clock) {
        this.workspaces = workspaces;
        this.chats = chats;
        this.processes = processes;
        this.clock = clock;
    }

    @Override
    public WorkspaceBuild claim(WorkspaceStart start) {
        return workspaces
                .claim(start.workspace(), clock.instant())
                .map(this::announce)
                .map(row -> new WorkspaceBuild(row.build(), row.working()))
                .orElseGet(() -> new WorkspaceBuild(0, null));
    }

    @Override
    public void finish(WorkspaceStep step, WorkspaceState state) {
        workspaces.finish(step.workspace(), step.build(), state, clock.instant());
        processes.lookSoon(step.workspace(), clock.instant());
        log.info("workspace {}: build {} ended {}", step.workspace(), step.build(), state.wire());
        announce(step.workspace(), state);
    }

    private WorkspaceRow announce(WorkspaceRow row) {
        announce(row.id(), row.state());
        return row;
    }

    private void announce(WorkspaceId id, WorkspaceState state) {
        for (ChatId chat : workspaces.chats(id)) {
            try {
                chats.in(
                        chat,
                        tx -> {
                            tx.event(new ChatEvent.WorkspaceState(id, state.wire()));
                            return true;
                        });
            } catch (ChatGoneException e) {
                log.debug("chat {} is gone", chat);
            }
        }
    }
}
