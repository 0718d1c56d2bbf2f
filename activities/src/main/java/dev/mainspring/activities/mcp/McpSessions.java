package dev.mainspring.activities.mcp;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.net.OutboundGuard;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.store.McpConnection;
import dev.mainspring.store.McpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The open sessions, one for each person and server; closed when nobody has used them a while. */
@Component
class McpSessions implements AutoCloseable {

    /** Longer than the longest call. */
    private static final Duration IDLE = Duration.ofMinutes(15);

    private static final int MOST = 1_000;

    /** Common servers close an idle connection after 5 s: a call must not meet that moment. */
    private static final int KEEP_SECONDS = 3;

    private final ChatShells shells;
    private final CircuitBreakerConfig breaking;
    private final OkHttpClient open;
    private final OkHttpClient guarded;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AsyncCache<McpEndpoint, McpSession> sessions =
            Caffeine.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterAccess(IDLE)
                    .scheduler(Scheduler.systemScheduler())
                    .executor(threads)
                    .removalListener(
                            (@Nullable McpEndpoint key,
                                    @Nullable McpSession it,
                                    RemovalCause cause) -> {
                                if (it != null) {
                                    it.close();
                                }
                            })
                    .buildAsync();
    private final Cache<McpEndpoint, CircuitBreaker> breakers =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofHours(1)).build();

    McpSessions(ChatShells shells, OutboundGuard guard, Clock clock) {
        this.shells = shells;
        this.breaking = breaking(clock);
        OkHttpClient.Builder client =
                new OkHttpClient.Builder()
                        .connectTimeout(McpLimits.CONNECT)
                        .connectionPool(new ConnectionPool(5, KEEP_SECONDS, TimeUnit.SECONDS))
                        .readTimeout(Duration.ZERO)
                        .callTimeout(McpServer.LONGEST_TIMEOUT.plusSeconds(5))
                        .followRedirects(false)
                        .followSslRedirects(false);
        this.open = client.build();
        this.guarded = guard.guard(open.newBuilder()).build();
    }

    /** Half of at least three attempts failed: nothing is tried for half a minute. */
    private static CircuitBreakerConfig breaking(Clock clock) {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(6)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(30))
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build();
    }

    /**
     * An open session, made where there is none.
     *
     * @throws McpFailure if the server cannot be reached, or failed too often just now
     */
    McpSession session(McpEndpoint.Use use) {
        return session(use, new Cancellation());
    }

    /**
     * As above; the wait ends with the attempt.
     *
     * @throws McpFailure also where the attempt has ended
     */
    McpSession session(McpEndpoint.Use use, Cancellation cancellation) {
        CompletableFuture<McpSession> known = sessions.getIfPresent(use.endpoint());
        if (known != null
                && known.isDone()
                && (known.isCompletedExceptionally() || known.join().closed())) {
            sessions.asMap().remove(use.endpoint(), known);
        }
        CompletableFuture<McpSession> session =
                sessions.get(
                        use.endpoint(),
                        (endpoint, pool) ->
                                CompletableFuture.supplyAsync(() -> tryOpen(use), threads));
        try {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            cancellation.onEnd(() -> ended.complete(null));
            CompletableFuture.anyOf(session, ended)
                    .get(2 * McpLimits.CONNECT.toMillis(), TimeUnit.MILLISECONDS);
            if (!session.isDone()) {
                throw McpFailure.before("stopped before it answered", null);
            }
            return session.join();
        } catch (ExecutionException | CompletionException e) {
            throw McpFailure.of(e);
        } catch (TimeoutException e) {
            throw McpFailure.before("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw McpFailure.before("interrupted", e);
        }
    }

    private McpSession tryOpen(McpEndpoint.Use use) {
        CircuitBreaker breaker = allowing(use.endpoint());
        try {
            McpSession session = apart(use);
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            return session;
        } catch (McpFailure e) {
            breaker.onError(0, TimeUnit.NANOSECONDS, e);
            throw e;
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    /**
     * A session beside the common one, which the caller closes.
     *
     * @throws McpFailure if the server cannot be reached
     */
    McpSession apart(McpEndpoint.Use use) {
        try {
            return McpSession.open(wire(use));
        } catch (ShellException e) {
            throw McpFailure.before(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Makes a call on the open session.
     *
     * @throws McpFailure if nothing was called: the server cannot be reached, or failed too often
     */
    McpOutcome call(McpEndpoint.Use use, Function<McpSession, McpOutcome> call) {
        McpSession session = session(use);
        CircuitBreaker breaker = allowing(use.endpoint());
        if (!session.enter()) {
            breaker.releasePermission();
            throw new McpFailure(McpFailure.Effect.EXPIRED, "its session was renewed", null);
        }
        try {
            McpOutcome outcome = call.apply(session);
            note(breaker, outcome);
            return outcome;
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        } finally {
            session.leave();
        }
    }

    /** A server whose calls hang is left alone for a while, too. */
    private static void note(CircuitBreaker breaker, McpOutcome outcome) {
        switch (outcome) {
            case McpOutcome.Answered _, McpOutcome.Refused _ ->
                    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case McpOutcome.Stopped _ -> breaker.releasePermission();
            case McpOutcome.TimedOut _ ->
                    breaker.onError(
                            0, TimeUnit.NANOSECONDS, McpFailure.before("no answer in time", null));
            case McpOutcome.Lost lost -> {
                if (lost.failure().effect() == McpFailure.Effect.EXPIRED) {
                    breaker.releasePermission();
                } else {
                    breaker.onError(0, TimeUnit.NANOSECONDS, lost.failure());
                }
            }
        }
    }

    /** The server's breaker, with its permission for one attempt. */
    private CircuitBreaker allowing(McpEndpoint endpoint) {
        CircuitBreaker breaker = breaker(endpoint);
        if (!breaker.tryAcquirePermission()) {
            throw McpFailure.before(
                    "it failed several times just now, and is left alone for half a minute", null);
        }
        return breaker;
    }

    private McpWire wire(McpEndpoint.Use use) {
        return switch (use.server().connection()) {
            case McpConnection.Http http ->
                    new HttpWire(
                            use.server().source() == McpServer.Source.DEPLOYMENT ? open : guarded,
                            http);
            case McpConnection.Stdio stdio -> new StdioWire(McpProgram.start(shell(use), stdio));
        };
    }

    private Shell shell(McpEndpoint.Use use) {
        return shells.existing(use.chat(), use.endpoint().user())
                .orElseThrow(() -> McpFailure.before("the workspace is not ready", null));
    }

    private CircuitBreaker breaker(McpEndpoint endpoint) {
        return breakers.get(endpoint, it -> CircuitBreaker.of(it.server().name(), breaking));
    }

    /** Has the next use make a new session; false, and nothing, while calls are at work on it. */
    boolean retire(McpEndpoint endpoint) {
        CompletableFuture<McpSession> known = sessions.getIfPresent(endpoint);
        if (known == null || !known.isDone() || known.isCompletedExceptionally()) {
            return true;
        }
        McpSession session = known.join();
        boolean gone = session.closed() || session.retire();
        if (gone) {
            sessions.asMap().remove(endpoint, known);
        }
        return gone;
    }

    /** Forgets that a server failed. */
    void forgive(McpEndpoint endpoint) {
        breakers.invalidate(endpoint);
    }

    @Override
    public void close() {
        sessions.synchronous().asMap().values().forEach(McpSession::close);
        sessions.synchronous().invalidateAll();
        open.dispatcher().executorService().shutdown();
        open.connectionPool().evictAll();
    }
}
