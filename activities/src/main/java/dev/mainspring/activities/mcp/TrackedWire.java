package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Remembers under which id each call was sent: the client library keeps that to itself. */
final class TrackedWire implements McpWire {

    private final McpWire wire;
    private final Map<Object, Object> requests = new ConcurrentHashMap<>();

    TrackedWire(McpWire wire) {
        this.wire = wire;
    }

    /** The id of the request that carried this progress token. */
    @Nullable Object requestOf(String token) {
        return requests.get(token);
    }

    void forget(String token) {
        requests.remove(token);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCRequest request
                && request.params() instanceof McpSchema.CallToolRequest call
                && call.meta() != null
                && call.meta().get("progressToken") instanceof String token) {
            requests.put(token, request.id());
        }
        return wire.sendMessage(message);
    }

    @Override
    public List<String> protocolVersions() {
        return wire.protocolVersions();
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> hears) {
        return wire.connect(hears);
    }

    @Override
    public void onClosed(Runnable action) {
        wire.onClosed(action);
    }

    @Override
    public boolean closed() {
        return wire.closed();
    }

    @Override
    public String why() {
        return wire.why();
    }

    @Override
    public void abandon(Object requestId) {
        wire.abandon(requestId);
    }

    @Override
    public void close() {
        wire.close();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return wire.closeGracefully();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return wire.unmarshalFrom(data, type);
    }
}
