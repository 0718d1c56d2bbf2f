package dev.mainspring.activities.mcp;

import dev.mainspring.activities.Cancellation;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A connection to one server, after its greeting. Calls may run side by side. */
final class McpSession implements AutoCloseable {

    private static final McpSchema.Implementation US =
            new McpSchema.Implementation("mainspring", "1");

    private final TrackedWire wire;
    private final McpAsyncClient client;
    private final Map<String, Consumer<String>> progress = new ConcurrentHashMap<>();

    /** Guarded by this, as is the next. */
    private int callsAtWork;

    private boolean retired;

    private McpSession(McpWire wire) {
        this.wire = new TrackedWire(wire);
        this.client =
                McpClient.async(this.wire)
                        .clientInfo(US)
                        .capabilities(McpSchema.ClientCapabilities.builder().build())
                        .initializationTimeout(McpLimits.CONNECT.multipliedBy(2))
                        .requestTimeout(dev.mainspring.store.McpServer.LONGEST_TIMEOUT)
                        .jsonSchemaValidator((schema, content) -> {
                            throw new IllegalStateException("results are not checked");
                        })
                        .progressConsumer(this::progressed)
                        .loggingConsumer(notice -> Mono.empty())
                        .build();
        wire.onClosed(client::close);
    }

    /**
     * Greets the server.
     *
     * @throws McpFailure if it does not answer in time, or not as the protocol says
     */
    static McpSession open(McpWire wire) {
        McpSession session = new McpSession(wire);
        try {
            session.await(session.client.initialize(), McpLimits.CONNECT);
            return session;
        } catch (McpFailure e) {
            session.close();
            throw McpFailure.before(String.valueOf(e.getMessage()), e);
        }
    }

    boolean closed() {
        return wire.closed();
    }

    /** Notes that a call begins; false where the session is given up. */
    synchronized boolean enter() {
        callsAtWork += retired ? 0 : 1;
        return !retired;
    }

    /** Notes that a call has ended. */
    synchronized void leave() {
        callsAtWork--;
    }

    /** Closes the session, unless a call is at work on it; false if one is. */
    boolean retire() {
        synchronized (this) {
            if (callsAtWork > 0) {
                return false;
            }
            retired = true;
        }
        close();
        return true;
    }

    /**
     * The server's tools, as many as we take.
     *
     * @throws McpFailure if it does not tell
     */
    List<McpSchema.Tool> tools() {
        List<McpSchema.Tool> tools = new ArrayList<>();
        @Nullable String cursor = McpSchema.FIRST_PAGE;
        for (int page = 0; page < McpLimits.PAGES && tools.size() < McpLimits.TOOLS; page++) {
            McpSchema.ListToolsResult result = await(client.listTools(cursor), McpLimits.CONNECT);
            tools.addAll(result.tools());
            cursor = result.nextCursor();
            if (cursor == null || cursor.isEmpty()) {
                break;
            }
        }
        return tools.subList(0, Math.min(tools.size(), McpLimits.TOOLS));
    }

    private <T> T await(Mono<T> answer, Duration limit) {
        CompletableFuture<@Nullable T> future = answer.toFuture();
        try {
            return Objects.requireNonNull(future.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (TimeoutException e) {
            throw McpFailure.before("no answer within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw McpFailure.before("interrupted", e);
        } finally {
            future.cancel(true);
        }
    }

    /**
     * Calls a tool, and tells the server where its answer is no longer waited for.
     *
     * @param token names the call
     * @param shown hears what the server says of its progress
     */
    McpOutcome call(
            String tool,
            Map<String, Object> arguments,
            String token,
            Duration limit,
            Cancellation cancellation,
            Consumer<String> shown) {
        var request =
                new McpSchema.CallToolRequest(tool, arguments, Map.of("progressToken", token));
        progress.put(token, shown);
        CompletableFuture<McpSchema.@Nullable CallToolResult> answer =
                client.callTool(request).toFuture();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        cancellation.onEnd(() -> ended.complete(null));
        try {
            CompletableFuture.anyOf(answer, ended).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.isDone()) {
                return new McpOutcome.Answered(Objects.requireNonNull(answer.join()));
            }
            withdraw(token, "stopped by the person");
            return new McpOutcome.Stopped();
        } catch (TimeoutException e) {
            withdraw(token, "no answer in time");
            return new McpOutcome.TimedOut(limit);
        } catch (ExecutionException e) {
            return outcome(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new McpOutcome.Stopped();
        } finally {
            progress.remove(token);
            wire.forget(token);
            answer.cancel(true);
        }
    }

    private McpOutcome outcome(ExecutionException e) {
        if (e.getCause() instanceof McpError refused) {
            return new McpOutcome.Refused(String.valueOf(refused.getMessage()));
        }
        return new McpOutcome.Lost(failure(e));
    }

    private McpFailure failure(ExecutionException e) {
        McpFailure failure = McpFailure.of(e);
        return wire.closed() && failure.effect() == McpFailure.Effect.POSSIBLE
                ? new McpFailure(failure.effect(), wire.why(), e)
                : failure;
    }

    /** MCP, "Cancellation". */
    private void withdraw(String token, String reason) {
        Object id = wire.requestOf(token);
        if (id == null) {
            return;
        }
        wire.abandon(id);
        wire.sendMessage(
                        new McpSchema.JSONRPCNotification(
                                "notifications/cancelled",
                                Map.of("requestId", id, "reason", reason)))
                .subscribe(sent -> {}, failed -> {});
    }

    private Mono<Void> progressed(McpSchema.ProgressNotification notice) {
        return Mono.fromRunnable(() -> {
            Consumer<String> shown = progress.get(String.valueOf(notice.progressToken()));
            String message = notice.message();
            if (shown != null && message != null && !message.isBlank()) {
                shown.accept(message.substring(0, Math.min(message.length(), 500)) + "\n");
            }
        });
    }

    @Override
    public void close() {
        client.close();
        wire.close();
    }
}
