package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/**
 * The phases of a build. Each may be repeated. An expected failure is recorded for people and
 * returned; what a retry can mend is thrown.
 */
@ActivityInterface(namePrefix = "Workspace_")
public interface WorkspaceActivities {

    /** Makes the workspace, or starts one that was stopped. */
    WorkspaceOutcome provision(WorkspaceStep step);

    /** Runs the template's setup script, once in a workspace's life. */
    WorkspaceOutcome setUp(WorkspaceStep step);

    WorkspaceOutcome stop(WorkspaceStep step);

    WorkspaceOutcome delete(WorkspaceStep step);
}
