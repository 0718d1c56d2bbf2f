package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.config.Payloads;
import dev.mainspring.workflows.ChatWorkflowImpl;
import dev.mainspring.workflows.ProcessWorkflowImpl;
import dev.mainspring.workflows.WorkspaceWorkflowImpl;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Replays recorded histories on today's code: a release must be able to go on with what waits.
 * {@code HistoryRecorder} records them.
 */
class ReplayTest {

    private static final Path HISTORIES = Path.of("workflows/src/test/resources/histories");

    private static final TestWorkflowEnvironment ENVIRONMENT =
            TestWorkflowEnvironment.newInstance(
                    TestEnvironmentOptions.newBuilder()
                            .setWorkflowClientOptions(
                                    WorkflowClientOptions.newBuilder()
                                            .setDataConverter(Payloads.converter())
                                            .build())
                            .build());

    /** A busy machine stalls; what is looked for here is a difference, not a deadlock. */
    private static final Worker WORKER =
            ENVIRONMENT.newWorker(
                    "replay",
                    WorkerOptions.newBuilder().setDefaultDeadlockDetectionTimeout(30_000).build());

    static {
        WORKER.registerWorkflowImplementationTypes(
                ChatWorkflowImpl.class, WorkspaceWorkflowImpl.class, ProcessWorkflowImpl.class);
    }

    @AfterAll
    static void close() {
        ENVIRONMENT.close();
    }

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    @Test
    void everyKindOfWorkflowHasHistories() throws IOException {
        List<String> names = histories().stream().map(it -> it.getFileName().toString()).toList();
        assertThat(names).anyMatch(name -> name.startsWith("chat-"));
        assertThat(names).anyMatch(name -> name.startsWith("workspace-"));
        assertThat(names).anyMatch(name -> name.startsWith("process-"));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void aRecordedHistoryReplays(Path file) throws Exception {
        WorkflowExecutionHistory history =
                WorkflowExecutionHistory.fromJson(Files.readString(file));
        assertThat(history.getEvents()).hasSizeGreaterThan(3);
        WorkflowReplayer.replayWorkflowExecution(history, WORKER);
    }
}
