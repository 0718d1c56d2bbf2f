package dev.mainspring.config;

import dev.mainspring.workflows.ChatActivities;
import dev.mainspring.workflows.ChatWorkflowImpl;
import dev.mainspring.workflows.ContextActivities;
import dev.mainspring.workflows.ModelActivities;
import dev.mainspring.workflows.ProcessActivities;
import dev.mainspring.workflows.ProcessWorkflowImpl;
import dev.mainspring.workflows.TaskQueues;
import dev.mainspring.workflows.ToolActivities;
import dev.mainspring.workflows.WorkspaceActivities;
import dev.mainspring.workflows.WorkspaceRecords;
import dev.mainspring.workflows.WorkspaceWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs workflows and activities in this JVM, from start to an orderly stop. */
@Component
class AgentWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AgentWorker.class);

    /** Effects wait on networks most of the time. */
    private static final int MAX_EFFECTS = 200;

    private static final int MAX_WORKFLOW_TASKS = 50;

    /** After a kill -9 the first task of a chat waits this long for the dead worker. */
    private static final Duration STICKY_TIMEOUT = Duration.ofSeconds(1);

    /** Delivers an interrupt with the next heartbeat at the latest after this. */
    private static final Duration HEARTBEAT_THROTTLE = Duration.ofMillis(500);

    /** Small machines stall; a deadlock lasts longer. */
    private static final long DEADLOCK_MS = 5_000;

    private static final int CACHED_WORKFLOWS = 500;

    private static final long STOP_SECONDS = 10;

    private final WorkflowClient client;
    private final ChatActivities chats;
    private final ModelActivities models;
    private final ToolActivities tools;
    private final ContextActivities contexts;
    private final WorkspaceRecords records;
    private final WorkspaceActivities workspaces;
    private final ProcessActivities processes;

    /** Null while it is stopped; a stopped factory cannot be started again. */
    private @Nullable WorkerFactory factory;

    AgentWorker(
            WorkflowClient client,
            ChatActivities chats,
            ModelActivities models,
            ToolActivities tools,
            ContextActivities contexts,
            WorkspaceRecords records,
            WorkspaceActivities workspaces,
            ProcessActivities processes) {
        this.client = client;
        this.chats = chats;
        this.models = models;
        this.tools = tools;
        this.contexts = contexts;
        this.records = records;
        this.workspaces = workspaces;
        this.processes = processes;
    }

    private WorkerFactory assemble() {
        WorkerFactory workers =
                WorkerFactory.newInstance(
                        client,
                        WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .setWorkflowCacheSize(CACHED_WORKFLOWS)
                                .build());
        Worker worker =
                workers.newWorker(
                        TaskQueues.AGENT,
                        WorkerOptions.newBuilder()
                                .setUsingVirtualThreads(true)
                                .setMaxConcurrentActivityExecutionSize(MAX_EFFECTS)
                                .setMaxConcurrentLocalActivityExecutionSize(MAX_EFFECTS)
                                .setMaxConcurrentWorkflowTaskExecutionSize(MAX_WORKFLOW_TASKS)
                                .setStickyQueueScheduleToStartTimeout(STICKY_TIMEOUT)
                                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                                .setDefaultHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                                .setDefaultDeadlockDetectionTimeout(DEADLOCK_MS)
                                .build());
        worker.registerWorkflowImplementationTypes(
                ChatWorkflowImpl.class, WorkspaceWorkflowImpl.class, ProcessWorkflowImpl.class);
        worker.registerActivitiesImplementations(
                chats, models, tools, contexts, records, workspaces, processes);
        return workers;
    }

    @Override
    public void start() {
        factory = assemble();
        factory.start();
    }

    /** Running effects are told to detach: what they drive goes on, another worker takes it up. */
    @Override
    public void stop() {
        WorkerFactory stopping = factory;
        if (stopping == null) {
            return;
        }
        stopping.shutdownNow();
        stopping.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        if (!stopping.isTerminated()) {
            log.warn("workers not ended after {} s", STOP_SECONDS);
        }
        factory = null;
    }

    @Override
    public boolean isRunning() {
        return factory != null;
    }
}
