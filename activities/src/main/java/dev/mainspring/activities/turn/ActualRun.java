package dev.mainspring.activities.turn;

import dev.mainspring.workflows.RunRef;
import io.temporal.activity.Activity;
import org.jspecify.annotations.Nullable;

/**
 * Tells which run an activity works for. A Reset takes over activities that its new run has not
 * scheduled itself, with the arguments of the old one.
 */
final class ActualRun {

    private ActualRun() {}

    static RunRef of(RunRef scheduledBy) {
        @Nullable String actual = Activity.getExecutionContext().getInfo().getWorkflowRunId();
        return actual == null || actual.equals(scheduledBy.runId())
                ? scheduledBy
                : new RunRef(scheduledBy.chat(), actual, scheduledBy.originalRunId(), null);
    }
}
