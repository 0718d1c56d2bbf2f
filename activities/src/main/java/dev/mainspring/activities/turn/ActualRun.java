package dev.mainspring.activities.turn;

import dev.mainspring.workflows.RunRef;
import io.temporal.activity.Activity;

/**
 * Tells which run an activity works for. A Reset takes over activities that its new run has not
 * scheduled itself, with the arguments of the old one.
 */
final class ActualRun {

    private ActualRun() {}

    static RunRef of(RunRef scheduledBy) {
        String actual = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        return actual.equals(scheduledBy.runId())
                ? scheduledBy
                : new RunRef(scheduledBy.chat(), actual, scheduledBy.originalRunId(), null);
    }
}
