package dev.mainspring.workflows;

import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;

/** See {@link WorkspaceWorkflow}. */
public class WorkspaceWorkflowImpl implements WorkspaceWorkflow {

    private final WorkspaceRecords records = WorkspaceStubs.records();
    private boolean woken;

    @Override
    public void run(WorkspaceStart start) {
        do {
            woken = false;
            WorkspaceBuild build = records.claim(start);
            WorkspaceVerb verb = build.verb();
            if (verb != null) {
                woken = true;
                WorkspaceStep step = new WorkspaceStep(start.workspace(), build.number());
                Workflow.setCurrentDetails(verb.wire() + ", build " + build.number());
                records.finish(step, attempt(step, verb));
            }
        } while (woken);
    }

    @Override
    public void wake() {
        woken = true;
    }

    private static WorkspaceState attempt(WorkspaceStep step, WorkspaceVerb verb) {
        try {
            return build(step, verb);
        } catch (ActivityFailure e) {
            return WorkspaceState.ERROR;
        }
    }

    private static WorkspaceState build(WorkspaceStep step, WorkspaceVerb verb) {
        WorkspaceActivities phases = WorkspaceStubs.phases(verb.wire());
        return switch (verb) {
            case START ->
                    phases.provision(step) == WorkspaceOutcome.DONE
                                    && phases.setUp(step) == WorkspaceOutcome.DONE
                            ? WorkspaceState.READY
                            : WorkspaceState.ERROR;
            case STOP -> ended(phases.stop(step), WorkspaceState.STOPPED);
            case DELETE -> ended(phases.delete(step), WorkspaceState.DELETED);
        };
    }

    private static WorkspaceState ended(WorkspaceOutcome outcome, WorkspaceState state) {
        return outcome == WorkspaceOutcome.DONE ? state : WorkspaceState.ERROR;
    }
}
