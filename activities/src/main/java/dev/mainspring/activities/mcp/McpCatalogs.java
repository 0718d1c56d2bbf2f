package dev.mainspring.activities.mcp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.mainspring.conversation.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The tools of servers as last heard. A server is waited for once, at its first use; later its list
 * is renewed beside the work, and a failure delays nobody.
 */
@Component
class McpCatalogs {

    private static final Logger log = LoggerFactory.getLogger(McpCatalogs.class);

    /** How old a list may be before it is renewed. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    /** How long a failure is left alone. */
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Longer than a turn waits for its model. */
    private static final Duration KEPT = Duration.ofHours(2);

    private final McpSessions sessions;
    private final Clock clock;
    private final Cache<McpEndpoint, Heard> heard =
            Caffeine.newBuilder()
                    .maximumSize(2_000)
                    .expireAfterAccess(KEPT)
                    .removalListener(this::forgotten)
                    .build();
    private final Set<McpEndpoint> failing = ConcurrentHashMap.newKeySet();
    private final Map<McpEndpoint, CompletableFuture<Heard>> asking = new ConcurrentHashMap<>();

    McpCatalogs(McpSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    private void forgotten(@Nullable McpEndpoint gone, @Nullable Heard last, RemovalCause cause) {
        if (gone != null && cause != RemovalCause.REPLACED) {
            failing.remove(gone);
        }
    }

    /**
     * What is known of a server.
     *
     * @param list the last that was heard; null if none ever was
     * @param error why it failed last; null where it did not
     * @param at when it was asked
     */
    record Heard(@Nullable McpToolList list, @Nullable String error, Instant at) {

        List<McpToolList.Entry> tools() {
            return list == null || error != null ? List.of() : list.tools();
        }
    }

    /** All of them, in their order; asks those never heard of, at the same time. */
    List<Heard> of(List<McpEndpoint.Use> uses) {
        List<CompletableFuture<Heard>> all = new ArrayList<>();
        for (McpEndpoint.Use use : uses) {
            Heard known = heard.getIfPresent(use.endpoint());
            if (known == null) {
                all.add(ask(use));
                continue;
            }
            Duration wait = known.error() == null ? FRESH : RETRY;
            if (known.at().plus(wait).isBefore(clock.instant())) {
                ask(use);
            }
            all.add(CompletableFuture.completedFuture(known));
        }
        return all.stream().map(CompletableFuture::join).toList();
    }

    /** What is known by now, without asking. */
    Optional<Heard> known(McpEndpoint endpoint) {
        return Optional.ofNullable(heard.getIfPresent(endpoint));
    }

    /** Whether a server of this person failed last. */
    boolean anyFailing(UserId user) {
        return failing.stream().anyMatch(it -> it.user().equals(user));
    }

    /** Asks now, on a connection made for it: calls at work are left alone. */
    Heard askNow(McpEndpoint.Use use) {
        return begin(new CompletableFuture<>(), use, this::hearApart).join();
    }

    private CompletableFuture<Heard> ask(McpEndpoint.Use use) {
        CompletableFuture<Heard> mine = new CompletableFuture<>();
        CompletableFuture<Heard> earlier = asking.putIfAbsent(use.endpoint(), mine);
        return earlier != null ? earlier : begin(mine, use, this::hear);
    }

    private CompletableFuture<Heard> begin(
            CompletableFuture<Heard> answer,
            McpEndpoint.Use use,
            Function<McpEndpoint.Use, Heard> hearing) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(note(use.endpoint(), hearing.apply(use)));
                    } finally {
                        asking.remove(use.endpoint(), answer);
                    }
                });
        return answer.completeOnTimeout(
                new Heard(null, "it does not answer", clock.instant()),
                2 * McpLimits.CONNECT.toSeconds() + 5,
                TimeUnit.SECONDS);
    }

    private Heard note(McpEndpoint endpoint, Heard news) {
        heard.put(endpoint, news);
        if (news.error() == null) {
            failing.remove(endpoint);
        } else {
            failing.add(endpoint);
        }
        return news;
    }

    /**
     * Whatever a server sends, it is only this server that fails. One that is busy with a call may
     * not answer before that has ended: what it said last still counts.
     */
    private Heard hear(McpEndpoint.Use use) {
        try {
            return heard(use, sessions.session(use));
        } catch (RuntimeException e) {
            boolean idle = sessions.retire(use.endpoint());
            Heard before = heard.getIfPresent(use.endpoint());
            return idle || before == null || before.error() != null
                    ? failed(use, e)
                    : new Heard(before.list(), null, clock.instant());
        }
    }

    private Heard hearApart(McpEndpoint.Use use) {
        try (McpSession session = sessions.apart(use)) {
            return heard(use, session);
        } catch (RuntimeException e) {
            return failed(use, e);
        }
    }

    private Heard heard(McpEndpoint.Use use, McpSession session) {
        return new Heard(McpToolList.of(use.server(), session.tools()), null, clock.instant());
    }

    private Heard failed(McpEndpoint.Use use, RuntimeException e) {
        Heard before = heard.getIfPresent(use.endpoint());
        String why = String.valueOf(McpFailure.of(e).getMessage());
        log.info("MCP server {} does not list its tools: {}", use.server().name(), why);
        return new Heard(before == null ? null : before.list(), why, clock.instant());
    }
}
