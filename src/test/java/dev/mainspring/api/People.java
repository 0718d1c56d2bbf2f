package dev.mainspring.api;

import dev.mainspring.conversation.UserId;
import dev.mainspring.security.ApiTokens;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes people who use the API. */
final class People {

    private People() {}

    /** A new member; answers with an API token of theirs. */
    static String newMember(JdbcClient jdbc, ApiTokens tokens) {
        UserId id = UserId.random();
        jdbc.sql(
                        """
                        insert into app_user (id, email, name, role, created_at)
                        values (:id, :email, 'Other', 'member', now())
                        """)
                .param("id", id.value())
                .param("email", id + "@example.org")
                .update();
        return tokens.create(id, "test", null).secret();
    }
}
