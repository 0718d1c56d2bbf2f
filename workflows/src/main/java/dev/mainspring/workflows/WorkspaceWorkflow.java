package dev.mainspring.workflows;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Does the builds of one workspace, one after another, and closes when none waits. */
@WorkflowInterface
public interface WorkspaceWorkflow {

    /** The workflow's type. */
    String TYPE = "WorkspaceWorkflow";

    /** The workflow's id is this and the workspace's id. */
    String ID_PREFIX = "workspace-";

    @WorkflowMethod
    void run(WorkspaceStart start);

    /** There is a build in the database. */
    @SignalMethod
    void wake();
}
