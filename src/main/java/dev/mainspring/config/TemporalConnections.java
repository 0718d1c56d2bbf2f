package dev.mainspring.config;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.ServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens gRPC connections to a {@link TemporalTarget}; whoever opens one shuts it down. */
public final class TemporalConnections {

    private TemporalConnections() {}

    /** Connects at the first call; compression off, which on loopback gives a fifth more calls. */
    public static WorkflowServiceStubs workflowService(TemporalTarget target) {
        return WorkflowServiceStubs.newServiceStubs(
                workflowServiceOptions(target).validateAndBuildWithDefaults());
    }

    /** The same options for whoever adds to them. */
    public static WorkflowServiceStubsOptions.Builder workflowServiceOptions(
            TemporalTarget target) {
        return apply(WorkflowServiceStubsOptions.newBuilder(), target);
    }

    static OperatorServiceStubs operatorService(TemporalTarget target) {
        return OperatorServiceStubs.newServiceStubs(
                apply(OperatorServiceStubsOptions.newBuilder(), target)
                        .validateAndBuildWithDefaults());
    }

    private static <T extends ServiceStubsOptions.Builder<T>> T apply(
            T options, TemporalTarget target) {
        options.setTarget(target.address());
        options.setGrpcCompression(GrpcCompression.NONE);
        // By default 10 s: after a restart of the server nothing would run for that long.
        options.setConnectionBackoffResetFrequency(Duration.ofSeconds(1));
        TemporalTls tls = target.tls();
        if (tls == null) {
            return options;
        }
        options.setSslContext(context(tls));
        String serverName = tls.serverName();
        if (serverName != null) {
            options.setChannelInitializer(channel -> channel.overrideAuthority(serverName));
        }
        return options;
    }

    private static SslContext context(TemporalTls tls) {
        try {
            SslContextBuilder builder = GrpcSslContexts.forClient().trustManager(file(tls.ca()));
            if (tls.certificate() != null) {
                builder.keyManager(file(tls.certificate()), file(tls.key()));
            }
            return builder.build();
        } catch (SSLException | IllegalArgumentException e) {
            throw new StartupFailure("TLS files for Temporal cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable File file(@Nullable Path path) {
        return path == null ? null : path.toFile();
    }
}
