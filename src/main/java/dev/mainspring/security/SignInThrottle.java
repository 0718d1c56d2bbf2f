package dev.mainspring.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: five failures of one source for one account, or fifty of one source for any,
 * are followed by a pause that doubles from ten seconds up to fifteen minutes.
 *
 * <p>An account is never locked for other sources: else anyone could lock anyone out.
 */
@Component
class SignInThrottle {

    private static final int FREE_PER_ACCOUNT = 5;
    private static final int FREE_PER_SOURCE = 50;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final Duration FORGET_AFTER = Duration.ofHours(1);
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final Clock clock;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last, Instant until) {}

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this source has to wait before it may try this account; empty = not at all. */
    Optional<Duration> waitFor(String email, String source) {
        Instant now = clock.instant();
        return List.of(account(email, source), source).stream()
                .map(failures::get)
                .filter(known -> known != null && known.until().isAfter(now))
                .map(known -> Duration.between(now, known.until()))
                .max(Duration::compareTo);
    }

    void failed(String email, String source) {
        if (failures.size() >= REMEMBERED_AT_MOST) {
            Instant old = clock.instant().minus(LONGEST_PAUSE);
            failures.values().removeIf(known -> known.last().isBefore(old));
        }
        note(account(email, source), FREE_PER_ACCOUNT);
        note(source, FREE_PER_SOURCE);
    }

    void succeeded(String email, String source) {
        failures.remove(account(email, source));
    }

    private void note(String key, int free) {
        Instant now = clock.instant();
        failures.compute(key, (_, before) -> next(before, free, now));
    }

    private static Failures next(@Nullable Failures before, int free, Instant now) {
        int count =
                before == null || before.last().plus(FORGET_AFTER).isBefore(now)
                        ? 1
                        : before.count() + 1;
        if (count < free) {
            return new Failures(count, now, now);
        }
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(count - free, 10));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return new Failures(count, now, now.plus(pause));
    }

    private static String account(String email, String source) {
        return source + " " + email.strip().toLowerCase(Locale.ROOT);
    }
}
