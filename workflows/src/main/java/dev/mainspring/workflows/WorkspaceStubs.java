package dev.mainspring.workflows;

import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How the activities of a build are called: time limits and attempts. */
final class WorkspaceStubs {

    private WorkspaceStubs() {}

    static WorkspaceRecords records() {
        return Workflow.newLocalActivityStub(
                WorkspaceRecords.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofMillis(200))
                                        .setMaximumInterval(Duration.ofSeconds(5))
                                        .build())
                        .build());
    }

    /** A setup script may install much. */
    static WorkspaceActivities phases(String summary) {
        return Workflow.newActivityStub(
                WorkspaceActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(30))
                        .setHeartbeatTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofSeconds(1))
                                        .setMaximumAttempts(3)
                                        .build())
                        .setSummary(summary)
                        .build());
    }
}
