package dev.mainspring.security;

import dev.mainspring.conversation.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts' rows. */
@Repository
class Users {

    private final JdbcClient jdbc;

    Users(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account that is not disabled; without a hash it cannot sign in by password. */
    record Account(CurrentUser user, @Nullable String passwordHash) {}

    Optional<Account> byEmail(String email) {
        return jdbc.sql(
                        """
                        select id, email, name, role, password_hash
                        from app_user
                        where lower(email) = lower(:email) and disabled_at is null
                        """)
                .param("email", email)
                .query((row, _) -> account(row))
                .optional();
    }

    Optional<CurrentUser> byId(UserId id) {
        return jdbc.sql(
                        """
                        select id, email, name, role, password_hash
                        from app_user
                        where id = :id and disabled_at is null
                        """)
                .param("id", id.value())
                .query((row, _) -> account(row).user())
                .optional();
    }

    /** The administrators' first, the one who can sign in before one who cannot. */
    Optional<Account> firstAdmin() {
        return jdbc.sql(
                        """
                        select id, email, name, role, password_hash
                        from app_user
                        where role = 'admin' and disabled_at is null
                        order by password_hash is null, created_at
                        limit 1
                        """)
                .query((row, _) -> account(row))
                .optional();
    }

    CurrentUser add(
            String email, String name, Role role, @Nullable String passwordHash, Instant at) {
        CurrentUser user = new CurrentUser(UserId.random(), email, name, role);
        jdbc.sql(
                        """
                        insert into app_user (id, email, name, role, password_hash, created_at)
                        values (:id, :email, :name, :role, :hash, :at)
                        """)
                .param("id", user.id().value())
                .param("email", email)
                .param("name", name)
                .param("role", role.text())
                .param("hash", passwordHash)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        return user;
    }

    /** Gives an account that was made for a token a person who can sign in. */
    CurrentUser complete(CurrentUser account, String email, String name, String passwordHash) {
        jdbc.sql(
                        """
                        update app_user set email = :email, name = :name, password_hash = :hash
                        where id = :id
                        """)
                .param("id", account.id().value())
                .param("email", email)
                .param("name", name)
                .param("hash", passwordHash)
                .update();
        return new CurrentUser(account.id(), email, name, account.role());
    }

    void changePassword(UserId id, String passwordHash) {
        jdbc.sql("update app_user set password_hash = :hash where id = :id")
                .param("hash", passwordHash)
                .param("id", id.value())
                .update();
    }

    /** Holds off every other creator of the first administrator until the transaction ends. */
    void lockSetUp() {
        jdbc.sql("select pg_advisory_xact_lock(:key)")
                .param("key", SET_UP_LOCK)
                .query((_, _) -> true)
                .single();
    }

    /** Any number no other lock of this database uses. */
    private static final long SET_UP_LOCK = 0x6D61696E;

    static CurrentUser user(ResultSet row) throws SQLException {
        return new CurrentUser(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("name"),
                Role.of(row.getString("role")));
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(user(row), row.getString("password_hash"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
