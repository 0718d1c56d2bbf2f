package dev.mainspring.chat;

import static org.awaitility.Awaitility.await;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Resets runs of chats as the Temporal UI does, at points that are found in their histories. */
final class ChatRuns {

    private final WorkflowClient client;

    ChatRuns(WorkflowClient client) {
        this.client = client;
    }

    /** The end of the workflow task that made the claim of the run's so manieth turn. */
    long atClaim(ChatId chat, int turn) {
        return found("claim of turn " + turn, () -> claim(history(chat), turn));
    }

    /** The end of the workflow task that heard of the so manieth end of such an activity. */
    long after(ChatId chat, String activity, int nth) {
        return found(activity + " no. " + nth, () -> heard(history(chat), activity, nth));
    }

    /** A chat is at rest in its rows a moment before its run's history says so. */
    private static long found(String what, Callable<OptionalLong> look) {
        return await("history with " + what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(look, OptionalLong::isPresent)
                .getAsLong();
    }

    private static OptionalLong claim(List<HistoryEvent> history, int turn) {
        int claims = 0;
        long task = 0;
        for (HistoryEvent event : history) {
            if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                task = event.getEventId();
            }
            boolean begins =
                    event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED
                            && event.toString().contains("claim")
                            && event.toString().contains("stepLimit");
            if (begins && ++claims == turn) {
                return OptionalLong.of(task);
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong heard(List<HistoryEvent> history, String activity, int nth) {
        return history.stream()
                .filter(event -> isEndOf(event, activity, history))
                .skip(nth - 1L)
                .limit(1)
                .flatMap(end -> history.stream().skip(end.getEventId()))
                .filter(it -> it.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                .mapToLong(HistoryEvent::getEventId)
                .findFirst();
    }

    /** Events are numbered from 1 without gaps. */
    private static boolean isEndOf(
            HistoryEvent event, String activity, List<HistoryEvent> history) {
        if (event.getEventType() != EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
            return false;
        }
        long scheduled = event.getActivityTaskCompletedEventAttributes().getScheduledEventId();
        return history.get((int) scheduled - 1)
                .getActivityTaskScheduledEventAttributes()
                .getActivityType()
                .getName()
                .equals(activity);
    }

    private List<HistoryEvent> history(ChatId chat) {
        return client.fetchHistory(ChatWorkflow.ID_PREFIX + chat).getEvents();
    }

    void reset(ChatId chat, long taskEnd) {
        client.getWorkflowServiceStubs()
                .blockingStub()
                .resetWorkflowExecution(
                        ResetWorkflowExecutionRequest.newBuilder()
                                .setNamespace(client.getOptions().getNamespace())
                                .setWorkflowExecution(
                                        WorkflowExecution.newBuilder()
                                                .setWorkflowId(ChatWorkflow.ID_PREFIX + chat)
                                                .build())
                                .setReason("a test")
                                .setWorkflowTaskFinishEventId(taskEnd)
                                .setRequestId(UUID.randomUUID().toString())
                                .build());
    }
}
