package dev.mainspring.workflows;

import dev.mainspring.conversation.WorkspaceState;
import io.temporal.activity.ActivityInterface;

/** The store's steps of a build. Idempotent; run as local activities. */
@ActivityInterface(namePrefix = "WorkspaceStore_")
public interface WorkspaceRecords {

    /** Takes up the build at work, else the one that waits. */
    WorkspaceBuild claim(WorkspaceStart workspace);

    /** Ends a build. */
    void finish(WorkspaceStep step, WorkspaceState state);
}
