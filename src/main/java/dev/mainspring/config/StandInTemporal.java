package dev.mainspring.config;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Temporal's in-JVM test server, in real time and on loopback, where the real one cannot be had: it
 * forgets everything on exit, never frees memory, and enforces no limit.
 */
final class StandInTemporal implements AutoCloseable {

    private final TestServicesStarter services;
    private final Server server;
    private final TemporalTarget target;

    private StandInTemporal(TestServicesStarter services, Server server, TemporalTarget target) {
        this.services = services;
        this.server = server;
        this.target = target;
    }

    static StandInTemporal start(String reason) {
        TestServicesStarter services = new TestServicesStarter(true, 0);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (BindableService service : services.getServices()) {
            builder.addService(service);
        }
        try {
            Server server = builder.build().start();
            TemporalTarget target =
                    new TemporalTarget(
                            "127.0.0.1:" + server.getPort(), "default", null, null, reason);
            return new StandInTemporal(services, server, target);
        } catch (IOException e) {
            services.close();
            throw new StartupFailure("the in-JVM Temporal cannot be started: " + e.getMessage(), e);
        }
    }

    TemporalTarget target() {
        return target;
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }
}
