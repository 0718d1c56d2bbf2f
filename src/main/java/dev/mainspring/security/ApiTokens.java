package dev.mainspring.security;

import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Bearer tokens for the API: made, listed, revoked and checked. */
@Service
public class ApiTokens {

    private static final String SECRET_PREFIX = "ms_";
    private static final String BOOTSTRAP_NAME = "MAINSPRING_BOOTSTRAP_TOKEN";
    private static final int SHOWN_CHARS = 10;
    private static final int MAX_NAME_CHARS = 100;

    /** How long another replica may still accept a token that was revoked or has expired. */
    private static final Duration CACHED_FOR = Duration.ofSeconds(30);

    private static final int CACHED_AT_MOST = 10_000;
    private static final Duration LAST_USED_STEP = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<String, Verified> cache = new ConcurrentHashMap<>();

    private final ApplicationEventPublisher events;

    private record Verified(CurrentUser user, Instant until) {}

    /** Some token was revoked: what was let in by one may be let in no more. */
    public record Revoked() {}

    ApiTokens(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Makes a token; its secret is in the answer and nowhere else.
     *
     * @param lifetime null = it does not expire
     * @throws IllegalArgumentException if the name is blank, longer than 100 characters or the
     *     settings' own, or the lifetime is not positive
     */
    public ApiToken.Issued create(UserId owner, String name, @Nullable Duration lifetime) {
        String stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_NAME_CHARS) {
            throw new IllegalArgumentException(
                    "name must have 1 to %d characters".formatted(MAX_NAME_CHARS));
        }
        if (stripped.equals(BOOTSTRAP_NAME)) {
            throw new IllegalArgumentException("name is that of the settings' token: " + stripped);
        }
        if (lifetime != null && !lifetime.isPositive()) {
            throw new IllegalArgumentException("lifetime must be positive: " + lifetime);
        }
        return issue(owner, stripped, RandomToken.create(SECRET_PREFIX), lifetime);
    }

    /** The owner's tokens that are not revoked, newest first. */
    public List<ApiToken> list(UserId owner) {
        return jdbc.sql(
                        """
                        select id, name, prefix, created_at, expires_at, last_used_at
                        from api_token
                        where user_id = :owner and revoked_at is null
                        order by created_at desc, id
                        """)
                .param("owner", owner.value())
                .query((row, _) -> token(row))
                .list();
    }

    /** Ends a token at once; false if the owner has no such token. */
    public boolean revoke(UserId owner, UUID token) {
        int revoked =
                jdbc.sql(
                                """
                                update api_token set revoked_at = :now
                                where id = :id and user_id = :owner and revoked_at is null
                                """)
                        .param("now", now().atOffset(ZoneOffset.UTC))
                        .param("id", token)
                        .param("owner", owner.value())
                        .update();
        cache.clear();
        if (revoked == 1) {
            events.publishEvent(new Revoked());
        }
        return revoked == 1;
    }

    /** Whose token this is; empty if it is unknown, expired, revoked, or its owner disabled. */
    public Optional<CurrentUser> verify(String secret) {
        byte[] hash = RandomToken.hash(secret);
        String key = HexFormat.of().formatHex(hash);
        Instant now = now();
        Verified known = cache.get(key);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.user());
        }
        cache.remove(key);
        Optional<CurrentUser> owner = lookUp(hash, now);
        if (owner.isPresent()) {
            noteUse(hash, now);
            if (cache.size() >= CACHED_AT_MOST) {
                cache.clear();
            }
            cache.put(key, new Verified(owner.get(), now.plus(CACHED_FOR)));
        }
        return owner;
    }

    /** Makes the configured secret the only bootstrap token there is. */
    void installBootstrap(UserId owner, String secret) {
        byte[] hash = RandomToken.hash(secret);
        removeBootstrap(hash);
        boolean installed =
                jdbc.sql("select count(*) from api_token where hash = :hash")
                                .param("hash", hash)
                                .query(Long.class)
                                .single()
                        > 0;
        if (!installed) {
            issue(owner, BOOTSTRAP_NAME, secret, null);
        }
    }

    /** Ends the token that earlier settings named. */
    void removeBootstrap() {
        removeBootstrap(new byte[0]);
    }

    private void removeBootstrap(byte[] exceptHash) {
        jdbc.sql("delete from api_token where name = :name and hash <> :hash")
                .param("name", BOOTSTRAP_NAME)
                .param("hash", exceptHash)
                .update();
        cache.clear();
    }

    private ApiToken.Issued issue(
            UserId owner, String name, String secret, @Nullable Duration lifetime) {
        Instant now = now();
        Instant expiresAt = lifetime == null ? null : now.plus(lifetime);
        ApiToken token =
                new ApiToken(
                        UUID.randomUUID(),
                        name,
                        secret.substring(0, SHOWN_CHARS),
                        now,
                        expiresAt,
                        null);
        jdbc.sql(
                        """
                        insert into api_token
                            (id, user_id, name, prefix, hash, created_at, expires_at)
                        values (:id, :owner, :name, :prefix, :hash, :now, :expires)
                        """)
                .param("id", token.id())
                .param("owner", owner.value())
                .param("name", name)
                .param("prefix", token.prefix())
                .param("hash", RandomToken.hash(secret))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC))
                .update();
        return new ApiToken.Issued(token, secret);
    }

    private Optional<CurrentUser> lookUp(byte[] hash, Instant now) {
        return jdbc.sql(
                        """
                        select u.id, u.email, u.name, u.role
                        from api_token t join app_user u on u.id = t.user_id
                        where t.hash = :hash and t.revoked_at is null
                          and (t.expires_at is null or t.expires_at > :now)
                          and u.disabled_at is null
                        """)
                .param("hash", hash)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> Users.user(row))
                .optional();
    }

    /** Not at every call: a row that all requests write would be the API's bottleneck. */
    private void noteUse(byte[] hash, Instant now) {
        jdbc.sql(
                        """
                        update api_token set last_used_at = :now
                        where hash = :hash and (last_used_at is null or last_used_at < :before)
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("before", now.minus(LAST_USED_STEP).atOffset(ZoneOffset.UTC))
                .param("hash", hash)
                .update();
    }

    private Instant now() {
        return clock.instant();
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("prefix"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Users.instant(row, "expires_at"),
                Users.instant(row, "last_used_at"));
    }
}
