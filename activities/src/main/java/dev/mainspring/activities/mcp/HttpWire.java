package dev.mainspring.activities.mcp;

import dev.mainspring.activities.net.OneShotBody;
import dev.mainspring.store.McpConnection;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Streamable HTTP: each message is a POST, whose answer is nothing, a message, or a stream of
 * messages (MCP 2025-11-25, "Transports"). No stream of the server's own is opened: what it would
 * tell there, such as a changed list, is asked for now and then.
 */
final class HttpWire implements McpWire {

    private final OkHttpClient client;
    private final McpConnection.Http server;
    private final Map<Object, Call> open = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>>
            handler = message -> message;
    private volatile @Nullable String session;
    private volatile boolean expired;
    private volatile Runnable whenClosed = () -> {};

    HttpWire(OkHttpClient client, McpConnection.Http server) {
        this.client = client;
        this.server = server;
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> hears) {
        return Mono.fromRunnable(() -> handler = hears);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.deferContextual(context -> {
            String version =
                    context.getOrDefault(
                            McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION,
                            ProtocolVersions.MCP_2025_11_25);
            return Mono.create(sink ->
                    Thread.ofVirtual()
                            .start(() -> exchange(message, String.valueOf(version), sink)));
        });
    }

    private void exchange(McpSchema.JSONRPCMessage message, String version, MonoSink<Void> done) {
        @Nullable Object id = message instanceof McpSchema.JSONRPCRequest it ? it.id() : null;
        try {
            Call call = client.newCall(request(message, version));
            if (id != null) {
                open.put(id, call);
            }
            try (Response response = call.execute()) {
                take(response);
            }
            done.success();
        } catch (IOException e) {
            done.error(failure(e));
        } catch (RuntimeException e) {
            done.error(e);
        } finally {
            if (id != null) {
                open.remove(id);
            }
        }
    }

    private Request request(McpSchema.JSONRPCMessage message, String version) throws IOException {
        Request.Builder request = new Request.Builder().url(server.url().toString());
        server.headers().forEach(request::header);
        request.header(HttpHeaders.ACCEPT, "application/json, text/event-stream");
        request.header(HttpHeaders.PROTOCOL_VERSION, version);
        String current = session;
        if (current != null) {
            request.header(HttpHeaders.MCP_SESSION_ID, current);
        }
        return request.post(new OneShotBody(MAPPER.writeValueAsBytes(message))).build();
    }

    private void take(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw refusal(response);
        }
        String given = response.header(HttpHeaders.MCP_SESSION_ID);
        if (given != null) {
            session = given;
        }
        if (response.code() == 202 || response.code() == 204) {
            return;
        }
        HttpAnswer.read(response, this::hear);
    }

    private void hear(McpSchema.JSONRPCMessage message) {
        handler.apply(Mono.just(message)).subscribe();
    }

    private McpFailure refusal(Response response) {
        int status = response.code();
        if (status == 404 && session != null) {
            expired = true;
            return new McpFailure(McpFailure.Effect.EXPIRED, "the session has expired", null);
        }
        String told =
                switch (status) {
                    case 401, 403 -> "it refuses the credentials (HTTP %d)".formatted(status);
                    case 301, 302, 303, 307, 308 ->
                            "it redirects elsewhere (HTTP %d); set the address it redirects to"
                                    .formatted(status);
                    default -> "it answered HTTP " + status;
                };
        var effect = status >= 500 ? McpFailure.Effect.POSSIBLE : McpFailure.Effect.NONE;
        return new McpFailure(effect, told, null);
    }

    private static McpFailure failure(IOException e) {
        boolean never = e instanceof ConnectException || e instanceof UnknownHostException;
        String told = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        var effect = never ? McpFailure.Effect.NONE : McpFailure.Effect.POSSIBLE;
        return new McpFailure(effect, told, e);
    }

    @Override
    public void abandon(Object requestId) {
        Call call = open.remove(requestId);
        if (call != null) {
            call.cancel();
        }
    }

    @Override
    public void onClosed(Runnable action) {
        whenClosed = action;
    }

    @Override
    public boolean closed() {
        return expired || closed.get();
    }

    @Override
    public String why() {
        return "the session is closed";
    }

    /** Tells the server, which need not answer, that the session is over. */
    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            open.values().forEach(Call::cancel);
            String current = session;
            if (current != null) {
                Request.Builder end = new Request.Builder().url(server.url().toString()).delete();
                server.headers().forEach(end::header);
                end.header(HttpHeaders.MCP_SESSION_ID, current);
                client.newCall(end.build()).enqueue(new Forgotten());
            }
            whenClosed.run();
        });
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return MAPPER.convertValue(data, type);
    }
}
