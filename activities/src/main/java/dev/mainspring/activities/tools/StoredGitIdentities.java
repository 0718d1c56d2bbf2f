package dev.mainspring.activities.tools;

import dev.mainspring.conversation.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes name and address of the account. */
@Component
final class StoredGitIdentities implements GitIdentities {

    private final JdbcClient jdbc;

    StoredGitIdentities(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<GitIdentity> of(UserId user) {
        return jdbc.sql("select name, email from app_user where id = :id")
                .param("id", user.value())
                .query((row, n) -> new GitIdentity(row.getString("name"), row.getString("email")))
                .optional();
    }
}
