package dev.mainspring.workflows;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How the activities are called: time limits, attempts, cancellation. */
final class Stubs {

    private static final RetryOptions DEAD_WORKER =
            RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setBackoffCoefficient(1)
                    .build();

    private Stubs() {}

    static ChatActivities store() {
        return Workflow.newLocalActivityStub(
                ChatActivities.class,
                LocalActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setRetryOptions(
                                RetryOptions.newBuilder()
                                        .setInitialInterval(Duration.ofMillis(200))
                                        .setMaximumInterval(Duration.ofSeconds(5))
                                        .build())
                        .build());
    }

    static ModelActivities model(String summary) {
        return Workflow.newActivityStub(
                ModelActivities.class, effect(Duration.ofMinutes(30), summary).build());
    }

    static ContextActivities context(String summary) {
        return Workflow.newActivityStub(
                ContextActivities.class, effect(Duration.ofMinutes(10), summary).build());
    }

    /** A title is worth a few attempts, no more. */
    static ContextActivities titles() {
        return Workflow.newActivityStub(
                ContextActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(2))
                        .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(3).build())
                        .setSummary("name the chat")
                        .build());
    }

    /** A command's own limit is at most 4 h; the tool ends the call before this does. */
    static ToolActivities tool(String summary) {
        return Workflow.newActivityStub(
                ToolActivities.class, effect(Duration.ofHours(4).plusSeconds(60), summary).build());
    }

    static ToolActivities settling(String summary) {
        return Workflow.newActivityStub(
                ToolActivities.class, effect(Duration.ofMinutes(5), summary).build());
    }

    private static ActivityOptions.Builder effect(Duration limit, String summary) {
        return ActivityOptions.newBuilder()
                .setStartToCloseTimeout(limit)
                .setHeartbeatTimeout(Duration.ofSeconds(5))
                .setRetryOptions(DEAD_WORKER)
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setSummary(summary);
    }
}
