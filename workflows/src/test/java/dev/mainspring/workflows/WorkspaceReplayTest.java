package dev.mainspring.workflows;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mainspring.config.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Today's code against builds that were recorded on a real server (WorkspaceBuildTest). */
class WorkspaceReplayTest {

    private static TestWorkflowEnvironment environment;
    private static Worker worker;

    @BeforeAll
    static void start() {
        environment =
                TestWorkflowEnvironment.newInstance(
                        TestEnvironmentOptions.newBuilder()
                                .setWorkflowClientOptions(
                                        WorkflowClientOptions.newBuilder()
                                                .setDataConverter(Payloads.converter())
                                                .build())
                                .build());
        worker =
                environment.newWorker(
                        "replay",
                        WorkerOptions.newBuilder()
                                .setDefaultDeadlockDetectionTimeout(30_000)
                                .build());
        worker.registerWorkflowImplementationTypes(WorkspaceWorkflowImpl.class);
    }

    @AfterAll
    static void stop() {
        environment.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "stop", "delete", "error"})
    void aRecordedBuildReplays(String name) {
        assertThatCode(() ->
                        WorkflowReplayer.replayWorkflowExecutionFromResource(
                                "histories/workspace-" + name + ".json", worker))
                .doesNotThrowAnyException();
    }
}
