package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.TurnId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.OutboxEntry;
import dev.mainspring.workflows.ChatStart;
import dev.mainspring.workflows.ChatWorkflow;
import dev.mainspring.workflows.Interrupt;
import dev.mainspring.workflows.ProcessStop;
import dev.mainspring.workflows.ProcessWorkflow;
import dev.mainspring.workflows.SearchKeys;
import dev.mainspring.workflows.TaskQueues;
import dev.mainspring.workflows.WorkspaceStart;
import dev.mainspring.workflows.WorkspaceWorkflow;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells Temporal what the database knows. Everything here may be told twice. */
@Component
class TemporalSignals {

    private final WorkflowClient client;
    private final ChatRows chats;
    private final AgentRelay agents;

    TemporalSignals(WorkflowClient client, ChatRows chats, AgentRelay agents) {
        this.client = client;
        this.chats = chats;
        this.agents = agents;
    }

    /** Delivers an entry. When it throws, Temporal may have heard or not: tell again. */
    void deliver(OutboxEntry entry) {
        switch (entry.kind()) {
            case WAKE -> signal(new ChatId(entry.key()), "wake");
            case RETRY_NOW -> signal(new ChatId(entry.key()), "retryNow");
            case INTERRUPT -> interrupt(entry);
            case ARCHIVE -> archive(new ChatId(entry.key()));
            case STOP_AGENT -> agents.stop(entry);
            case SHELVE_AGENT -> agents.shelve(entry);
            case AGENT_ENDED -> agents.ended(entry);
            case AGENT_FINISHED -> agentFinished(entry);
            case WORKSPACE -> build(new WorkspaceId(entry.key()));
            case STOP_PROCESS -> stop(entry);
        }
    }

    /** Whether a run of the chat's workflow is open. */
    boolean isRunning(ChatId chat) {
        try {
            WorkflowExecutionStatus status =
                    client.newUntypedWorkflowStub(workflowId(chat)).describe().getStatus();
            return status == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }

    private void interrupt(OutboxEntry entry) {
        String[] ids = Objects.requireNonNull(entry.argument()).split(" ", 2);
        signal(
                new ChatId(entry.key()),
                "interrupt",
                new Interrupt(ids[0], TurnId.of(ids[1]), "stop"));
    }

    /** An archived chat waits for nobody. */
    private void agentFinished(OutboxEntry entry) {
        ChatId parent = new ChatId(entry.key());
        if (chats.find(parent).filter(chat -> chat.archivedAt() == null).isPresent()) {
            ChatId agent = ChatId.of(Objects.requireNonNull(entry.argument()));
            signal(parent, "agentFinished", agent);
        }
    }

    private void archive(ChatId chat) {
        try {
            client.newUntypedWorkflowStub(workflowId(chat)).signal("archive");
        } catch (WorkflowNotFoundException e) {
            // It is closed already.
            return;
        }
    }

    /** Starts the chat's workflow if it does not run, and signals it. */
    private void signal(ChatId id, String name, Object... arguments) {
        ChatRow chat = chats.find(id).orElse(null);
        if (chat == null) {
            return;
        }
        WorkflowStub stub = client.newUntypedWorkflowStub(ChatWorkflow.TYPE, options(chat));
        stub.signalWithStart(name, arguments, new Object[] {new ChatStart(id)});
    }

    /** Starts the workspace's workflow if it does not run, and has it look for a build. */
    private void build(WorkspaceId id) {
        WorkflowOptions options =
                WorkflowOptions.newBuilder()
                        .setWorkflowId(WorkspaceWorkflow.ID_PREFIX + id)
                        .setTaskQueue(TaskQueues.AGENT)
                        .setWorkflowIdReusePolicy(
                                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setStaticSummary("workspace " + id)
                        .build();
        client.newUntypedWorkflowStub(WorkspaceWorkflow.TYPE, options)
                .signalWithStart("wake", new Object[0], new Object[] {new WorkspaceStart(id)});
    }

    /** Starts the stop of a command; one at work looks once more before it closes. */
    private void stop(OutboxEntry entry) {
        String workspace = entry.argument();
        ProcessStop process =
                new ProcessStop(
                        new ToolCallId(entry.key()),
                        workspace == null ? null : WorkspaceId.of(workspace));
        WorkflowOptions options =
                WorkflowOptions.newBuilder()
                        .setWorkflowId(ProcessWorkflow.ID_PREFIX + process.call())
                        .setTaskQueue(TaskQueues.AGENT)
                        .setWorkflowIdReusePolicy(
                                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setStaticSummary("stop the command of call " + process.call())
                        .build();
        client.newUntypedWorkflowStub(ProcessWorkflow.TYPE, options)
                .signalWithStart("stop", new Object[0], new Object[] {process});
    }

    private static WorkflowOptions options(ChatRow chat) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(chat.id()))
                .setTaskQueue(TaskQueues.AGENT)
                .setWorkflowIdReusePolicy(
                        WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setStaticSummary("chat " + chat.id())
                .setTypedSearchAttributes(
                        SearchAttributes.newBuilder()
                                .set(SearchKeys.CHAT_ID, chat.id().toString())
                                .set(SearchKeys.OWNER, chat.ownerId().toString())
                                .build())
                .build();
    }

    private static String workflowId(ChatId chat) {
        return ChatWorkflow.ID_PREFIX + chat;
    }
}
