package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.UUID;

/** Resets runs of chats as the Temporal UI does, at points that are found in their histories. */
final class ChatRuns {

    private final WorkflowClient client;

    ChatRuns(WorkflowClient client) {
        this.client = client;
    }

    /** The end of the workflow task that made the claim of the run's so manieth turn. */
    long atClaim(ChatId chat, int turn) {
        int claims = 0;
        long task = 0;
        for (HistoryEvent event : history(chat)) {
            if (event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED) {
                task = event.getEventId();
            }
            boolean begins =
                    event.getEventType() == EventType.EVENT_TYPE_MARKER_RECORDED
                            && event.toString().contains("claim")
                            && event.toString().contains("stepLimit");
            if (begins && ++claims == turn) {
                return task;
            }
        }
        throw new AssertionError("no claim of turn " + turn);
    }

    /** The end of the workflow task that heard of the so manieth end of such an activity. */
    long after(ChatId chat, String activity, int nth) {
        List<HistoryEvent> events = history(chat);
        int seen = 0;
        for (HistoryEvent event : events) {
            if (event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED) {
                long scheduled =
                        event.getActivityTaskCompletedEventAttributes().getScheduledEventId();
                String type =
                        events.get((int) scheduled - 1)
                                .getActivityTaskScheduledEventAttributes()
                                .getActivityType()
                                .getName();
                if (type.equals(activity) && ++seen == nth) {
                    return events.stream()
                            .filter(it -> it.getEventId() > event.getEventId())
                            .filter(it ->
                                    it.getEventType()
                                            == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
                            .findFirst()
                            .orElseThrow()
                            .getEventId();
                }
            }
        }
        throw new AssertionError("no " + activity + " no. " + nth);
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
