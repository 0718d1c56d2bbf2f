package dev.mainspring.bench;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link FloorWorkflow}. */
public class FloorWorkflowImpl implements FloorWorkflow {

    private final Empty empty =
            Workflow.newActivityStub(
                    Empty.class,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .setHeartbeatTimeout(Duration.ofSeconds(5))
                            .build());

    @Override
    public void run(String name, int turns, int callsPerTurn) {
        for (int turn = 0; turn < turns; turn++) {
            for (int call = 0; call < callsPerTurn; call++) {
                empty.model(name);
                empty.tool(name);
            }
            empty.model(name);
        }
    }
}
