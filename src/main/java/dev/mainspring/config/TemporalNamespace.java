package dev.mainspring.config;

import com.google.protobuf.util.Durations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.UpdateNamespaceRequest;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the product needs of its namespace: that it answers, search attributes, retention. */
final class TemporalNamespace {

    private static final Logger log = LoggerFactory.getLogger(TemporalNamespace.class);

    /** The dev server keeps closed runs for one day only. */
    private static final Duration RETENTION = Duration.ofDays(90);

    private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(1);
    private static final long PROBE_LIMIT_MS = 5_000;
    private static final long CALL_LIMIT_MS = 10_000;

    private TemporalNamespace() {}

    /** One quick probe: whether the namespace can be used now. */
    static boolean answers(TemporalTarget target) {
        WorkflowServiceStubs stubs = TemporalConnections.workflowService(target);
        try {
            return answers(stubs, target);
        } finally {
            stubs.shutdownNow();
        }
    }

    /** The same over a connection that is there already. */
    static boolean answers(WorkflowServiceStubs stubs, TemporalTarget target) {
        try {
            describe(stubs, target, PROBE_LIMIT_MS);
            return true;
        } catch (StatusRuntimeException away) {
            return false;
        }
    }

    /**
     * Raises the retention of our own server and registers the search attributes.
     *
     * @throws StartupFailure if the namespace is missing or does not answer within a minute
     */
    static void prepare(TemporalTarget target, boolean ownServer) {
        awaitAnswer(target);
        WorkflowServiceStubs stubs = TemporalConnections.workflowService(target);
        try {
            DescribeNamespaceResponse found = describe(stubs, target, CALL_LIMIT_MS);
            Duration kept =
                    Duration.ofSeconds(
                            found.getConfig().getWorkflowExecutionRetentionTtl().getSeconds());
            if (ownServer && kept.compareTo(RETENTION) < 0) {
                raiseRetention(stubs, target);
            }
        } catch (StatusRuntimeException e) {
            throw new StartupFailure(
                    "Temporal at %s, namespace %s: %s"
                            .formatted(target.address(), target.namespace(), e.getStatus()),
                    e);
        } finally {
            stubs.shutdownNow();
        }
        registerSearchAttributes(target);
    }

    private static void awaitAnswer(TemporalTarget target) {
        Instant deadline = Instant.now().plus(ANSWERS_WITHIN);
        while (!answers(target) && Instant.now().isBefore(deadline)) {
            log.info("Waiting for Temporal at {}", target.address());
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
        }
    }

    private static DescribeNamespaceResponse describe(
            WorkflowServiceStubs stubs, TemporalTarget target, long limitMs) {
        return stubs.blockingStub()
                .withDeadlineAfter(limitMs, TimeUnit.MILLISECONDS)
                .describeNamespace(
                        DescribeNamespaceRequest.newBuilder()
                                .setNamespace(target.namespace())
                                .build());
    }

    private static void raiseRetention(WorkflowServiceStubs stubs, TemporalTarget target) {
        stubs.blockingStub()
                .withDeadlineAfter(CALL_LIMIT_MS, TimeUnit.MILLISECONDS)
                .updateNamespace(
                        UpdateNamespaceRequest.newBuilder()
                                .setNamespace(target.namespace())
                                .setConfig(
                                        NamespaceConfig.newBuilder()
                                                .setWorkflowExecutionRetentionTtl(
                                                        Durations.fromDays(RETENTION.toDays())))
                                .build());
    }

    private static void registerSearchAttributes(TemporalTarget target) {
        OperatorServiceStubs stubs = TemporalConnections.operatorService(target);
        try {
            Map<String, IndexedValueType> missing = new TreeMap<>();
            TemporalFiles.searchAttributes()
                    .forEach((name, type) -> missing.put(name, indexedType(type)));
            missing.keySet().removeAll(list(stubs, target).keySet());
            if (missing.isEmpty()) {
                return;
            }
            stubs.blockingStub()
                    .withDeadlineAfter(CALL_LIMIT_MS, TimeUnit.MILLISECONDS)
                    .addSearchAttributes(
                            AddSearchAttributesRequest.newBuilder()
                                    .setNamespace(target.namespace())
                                    .putAllSearchAttributes(missing)
                                    .build());
        } catch (StatusRuntimeException e) {
            // A hosted Temporal has them made by its own tools and refuses this call.
            if (e.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
                log.warn(
                        "Search attributes {} could not be registered: {}",
                        TemporalFiles.searchAttributes(),
                        e.getStatus());
            }
        } finally {
            stubs.shutdownNow();
        }
    }

    /** The namespace's own search attributes. */
    static Map<String, IndexedValueType> searchAttributes(TemporalTarget target) {
        OperatorServiceStubs stubs = TemporalConnections.operatorService(target);
        try {
            return list(stubs, target);
        } finally {
            stubs.shutdownNow();
        }
    }

    private static Map<String, IndexedValueType> list(
            OperatorServiceStubs stubs, TemporalTarget target) {
        return stubs.blockingStub()
                .withDeadlineAfter(CALL_LIMIT_MS, TimeUnit.MILLISECONDS)
                .listSearchAttributes(
                        ListSearchAttributesRequest.newBuilder()
                                .setNamespace(target.namespace())
                                .build())
                .getCustomAttributesMap();
    }

    /** From {@code KeywordList} to {@code INDEXED_VALUE_TYPE_KEYWORD_LIST}. */
    private static IndexedValueType indexedType(String name) {
        String constant = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
        return IndexedValueType.valueOf("INDEXED_VALUE_TYPE_" + constant);
    }
}
