package dev.mainspring.bench;

import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The ruler: as many activities as a turn has, and nothing in them. */
@WorkflowInterface
public interface FloorWorkflow {

    @WorkflowMethod
    void run(String name, int turns, int callsPerTurn);

    /** Does nothing. */
    @ActivityInterface
    interface Empty {
        void model(String name);

        void tool(String name);
    }
}
