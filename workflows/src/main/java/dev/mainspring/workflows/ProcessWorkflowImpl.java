package dev.mainspring.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** See {@link ProcessWorkflow}. */
public class ProcessWorkflowImpl implements ProcessWorkflow {

    /**
     * About half a minute where a host refuses, five where it hangs. A reboot may take longer, and
     * people are told. A limit of time would count that of a control plane which is down.
     */
    private static final int ATTEMPTS = 7;

    private final ProcessActivities stopping = stub(ATTEMPTS);
    private final ProcessActivities telling = stub(0);
    private boolean asked;

    @Override
    public void run(ProcessStop process) {
        do {
            asked = false;
            attempt(process);
        } while (asked);
    }

    @Override
    public void stop() {
        asked = true;
    }

    private void attempt(ProcessStop process) {
        try {
            stopping.stop(process);
        } catch (ActivityFailure e) {
            telling.notStopped(process);
        }
    }

    /**
     * @param attempts 0: without end
     */
    private static ProcessActivities stub(int attempts) {
        return Workflow.newActivityStub(
                ProcessActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(40))
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofMillis(500))
                                        .setMaximumInterval(Duration.ofSeconds(10))
                                        .setMaximumAttempts(attempts)
                                        .build())
                        .build());
    }
}
