package dev.mainspring.bench;

import dev.mainspring.config.TemporalConnections;
import dev.mainspring.config.TemporalTarget;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * What the machine and the product's own Temporal server give at best: bare workflows, run by a
 * worker with the product's settings.
 */
final class Floor implements AutoCloseable {

    private static final String QUEUE = "floor";

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private final WorkerFactory factory;
    private final Map<String, List<Long>> modelCalls = new ConcurrentHashMap<>();

    private final class Noting implements FloorWorkflow.Empty {

        @Override
        public void model(String name) {
            modelCalls
                    .computeIfAbsent(name, it -> new CopyOnWriteArrayList<>())
                    .add(System.nanoTime());
        }

        @Override
        public void tool(String name) {}
    }

    Floor(Path data) {
        URI noUi = URI.create("http://127.0.0.1");
        TemporalTarget target = new TemporalTarget(address(data), "default", null, noUi, null);
        service = TemporalConnections.workflowService(target);
        client = WorkflowClient.newInstance(service);
        factory =
                WorkerFactory.newInstance(
                        client,
                        WorkerFactoryOptions.newBuilder()
                                .setUsingVirtualWorkflowThreads(true)
                                .build());
        Worker worker =
                factory.newWorker(
                        QUEUE,
                        WorkerOptions.newBuilder()
                                .setUsingVirtualThreads(true)
                                .setMaxConcurrentWorkflowTaskExecutionSize(50)
                                .build());
        worker.registerWorkflowImplementationTypes(FloorWorkflowImpl.class);
        worker.registerActivitiesImplementations(new Noting());
        factory.start();
    }

    /** How long each step of two activities took. */
    List<Duration> steps(int steps) {
        String name = UUID.randomUUID().toString();
        workflow().run(name, 1, steps);
        List<Long> at = modelCalls.get(name);
        List<Duration> took = new ArrayList<>();
        for (int i = 1; i < at.size(); i++) {
            took.add(Duration.ofNanos(at.get(i) - at.get(i - 1)));
        }
        return took;
    }

    /** Turns a second, of so many workflows at once. */
    double turnsPerSecond(int workflows, int turns, int callsPerTurn) {
        long begun = System.nanoTime();
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < workflows; i++) {
            running.add(WorkflowClient.execute(workflow()::run, "load " + i, turns, callsPerTurn));
        }
        running.forEach(CompletableFuture::join);
        return workflows * turns / ((System.nanoTime() - begun) / 1e9);
    }

    /** What a workflow's history takes on the server. */
    long historyBytes(String workflowId) {
        return client.newUntypedWorkflowStub(workflowId)
                .describe()
                .getRawDescription()
                .getWorkflowExecutionInfo()
                .getHistorySizeBytes();
    }

    private FloorWorkflow workflow() {
        return client.newWorkflowStub(
                FloorWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    }

    private static String address(Path data) {
        try (var in = Files.newBufferedReader(data.resolve("temporal/process.properties"))) {
            Properties facts = new Properties();
            facts.load(in);
            return "127.0.0.1:" + facts.getProperty("port");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        factory.shutdownNow();
        factory.awaitTermination(10, TimeUnit.SECONDS);
        service.shutdownNow();
    }
}
