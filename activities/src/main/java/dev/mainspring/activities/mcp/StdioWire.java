package dev.mainspring.activities.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A server in a workspace, spoken to over its standard streams: a message is a line. */
final class StdioWire implements McpWire {

    private static final Logger log = LoggerFactory.getLogger(StdioWire.class);

    private final McpProgram program;
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile String why = "the program ended";
    private volatile Runnable whenClosed = () -> {};

    StdioWire(McpProgram program) {
        this.program = program;
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> hears) {
        return Mono.fromRunnable(() -> Thread.ofVirtual().start(() -> listen(hears)));
    }

    private void listen(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> hears) {
        try {
            for (String line = program.readLine(); line != null; line = program.readLine()) {
                McpMessages.deliver(line, message -> hears.apply(Mono.just(message)).subscribe());
            }
            String said = program.errors().strip();
            why = said.isEmpty() ? "the program ended" : "the program ended: " + said;
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
            log.debug("an MCP server is not heard any more: {}", why);
        } finally {
            close();
        }
    }

    @Override
    public String why() {
        return why;
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.create(sink ->
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                write(message);
                                sink.success();
                            } catch (IOException e) {
                                sink.error(ended(e));
                            } catch (RuntimeException e) {
                                sink.error(e);
                            }
                        }));
    }

    private void write(McpSchema.JSONRPCMessage message) throws IOException {
        if (closed.get()) {
            throw McpFailure.before(why, null);
        }
        String line = MAPPER.writeValueAsString(message) + "\n";
        writing.lock();
        try {
            program.write(line.getBytes(StandardCharsets.UTF_8));
        } finally {
            writing.unlock();
        }
    }

    /** A program that takes no more has mostly ended, and said why elsewhere. */
    private McpFailure ended(IOException cause) {
        over.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
        String told = closed.get() ? why : String.valueOf(cause.getMessage());
        return new McpFailure(McpFailure.Effect.POSSIBLE, told, cause);
    }

    /** Nothing is kept for a request here. */
    @Override
    public void abandon(Object requestId) {}

    @Override
    public void onClosed(Runnable action) {
        whenClosed = action;
    }

    @Override
    public boolean closed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        program.close();
        over.complete(null);
        whenClosed.run();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return MAPPER.convertValue(data, type);
    }
}
