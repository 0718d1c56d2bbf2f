package dev.mainspring.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one-time link by which the first administrator sets up the product. */
@Repository
class SetupLinks {

    private static final Duration LIFETIME = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    SetupLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes a new secret; earlier ones are void. */
    String create() {
        String secret = RandomToken.create("");
        Instant now = clock.instant();
        jdbc.sql("delete from setup_link where used_at is null").update();
        jdbc.sql(
                        """
                        insert into setup_link (id, hash, created_at, expires_at)
                        values (:id, :hash, :now, :expires)
                        """)
                .param("id", UUID.randomUUID())
                .param("hash", RandomToken.hash(secret))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", now.plus(LIFETIME).atOffset(ZoneOffset.UTC))
                .update();
        return secret;
    }

    boolean isValid(String secret) {
        return jdbc.sql(
                                """
                                select count(*) from setup_link
                                where hash = :hash and used_at is null and expires_at > :now
                                """)
                        .param("hash", RandomToken.hash(secret))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Uses the link up; false if it was used, has expired or never was. */
    boolean use(String secret) {
        return jdbc.sql(
                                """
                                update setup_link set used_at = :now
                                where hash = :hash and used_at is null and expires_at > :now
                                """)
                        .param("hash", RandomToken.hash(secret))
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
