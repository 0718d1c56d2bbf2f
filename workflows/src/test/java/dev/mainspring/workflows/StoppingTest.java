package dev.mainspring.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.config.Payloads;
import dev.mainspring.conversation.ToolCallId;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stop tries for a while, and then says that it did not succeed. */
class StoppingTest {

    private static final String ID = "process-1";

    private final TestWorkflowEnvironment environment =
            TestWorkflowEnvironment.newInstance(
                    TestEnvironmentOptions.newBuilder()
                            .setWorkflowClientOptions(
                                    WorkflowClientOptions.newBuilder()
                                            .setDataConverter(Payloads.converter())
                                            .build())
                            .build());
    private final ProcessStop process = new ProcessStop(new ToolCallId(UUID.randomUUID()), null);

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void aWorkspaceThatStaysAwayIsToldAfterSevenAttempts() {
        RecordingStops stops = new RecordingStops(Integer.MAX_VALUE);
        play(stops);
        assertThat(stops.made).hasSize(8).endsWith("stop", "not stopped");
    }

    @Test
    void aWorkspaceThatComesBackMeanwhileEndsTheCommand() {
        RecordingStops stops = new RecordingStops(2);
        play(stops);
        assertThat(stops.made).containsExactly("stop", "stop", "stop");
    }

    @Test
    void aStopThatIsAskedForAsTheLastOneFailsIsTriedAnew() {
        RecordingStops stops = new RecordingStops(7);
        stops.onNotStopped = () -> stub().stop();
        play(stops);
        assertThat(stops.made).hasSize(9).endsWith("stop", "not stopped", "stop");
    }

    private ProcessWorkflow stub() {
        return environment.getWorkflowClient().newWorkflowStub(ProcessWorkflow.class, ID);
    }

    private void play(RecordingStops stops) {
        var worker = environment.newWorker(TaskQueues.AGENT);
        worker.registerWorkflowImplementationTypes(ProcessWorkflowImpl.class);
        worker.registerActivitiesImplementations(stops);
        environment.start();
        environment
                .getWorkflowClient()
                .newWorkflowStub(
                        ProcessWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(ID)
                                .setTaskQueue(TaskQueues.AGENT)
                                .build())
                .run(process);
    }

    /** Fails so often, and remembers what was asked of it. */
    private static final class RecordingStops implements ProcessActivities {

        private final List<String> made = new CopyOnWriteArrayList<>();
        private final int failures;
        private Runnable onNotStopped = () -> {};

        RecordingStops(int failures) {
            this.failures = failures;
        }

        @Override
        public void stop(ProcessStop process) {
            made.add("stop");
            if (made.size() <= failures) {
                throw ApplicationFailure.newFailure("away", "workspace");
            }
        }

        @Override
        public void notStopped(ProcessStop process) {
            made.add("not stopped");
            onNotStopped.run();
        }
    }
}
