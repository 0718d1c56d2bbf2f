package dev.mainspring.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.testing.SettableClock;
import dev.mainspring.testing.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ApiTokensTest {

    private final SettableClock clock = new SettableClock();
    private JdbcClient jdbc;
    private ApiTokens tokens;
    private CurrentUser ada;
    private CurrentUser bob;

    @BeforeEach
    void twoPeople() {
        jdbc = JdbcClient.create(TestServers.freshDataSource());
        tokens = new ApiTokens(jdbc, clock, _ -> {});
        Users users = new Users(jdbc);
        ada = users.add("ada@x.org", "Ada", Role.ADMIN, null, clock.instant());
        bob = users.add("bob@x.org", "Bob", Role.MEMBER, null, clock.instant());
    }

    @Test
    void aTokenStandsForItsOwner() {
        ApiToken.Issued issued = tokens.create(bob.id(), "laptop", null);

        assertThat(issued.secret()).startsWith("ms_").hasSizeGreaterThan(40);
        assertThat(tokens.verify(issued.secret())).contains(bob);
        assertThat(tokens.verify(issued.secret() + "x")).isEmpty();
        assertThat(issued.toString()).doesNotContain(issued.secret());
    }

    @Test
    void theSecretIsNotInTheDatabase() {
        String secret = tokens.create(bob.id(), "laptop", null).secret();

        String row = jdbc.sql("select t::text from api_token t").query(String.class).single();

        assertThat(row).doesNotContain(secret).contains(secret.substring(0, 10));
    }

    @Test
    void aRevokedTokenIsRefusedAtOnce() {
        ApiToken.Issued issued = tokens.create(bob.id(), "laptop", null);
        tokens.verify(issued.secret());

        assertThat(tokens.revoke(ada.id(), issued.token().id())).isFalse();
        assertThat(tokens.verify(issued.secret())).isPresent();
        assertThat(tokens.revoke(bob.id(), issued.token().id())).isTrue();
        assertThat(tokens.verify(issued.secret())).isEmpty();
        assertThat(tokens.list(bob.id())).isEmpty();
    }

    @Test
    void anExpiredTokenIsRefused() {
        String secret = tokens.create(bob.id(), "ci", Duration.ofDays(1)).secret();
        assertThat(tokens.verify(secret)).isPresent();

        clock.advance(Duration.ofHours(25));

        assertThat(tokens.verify(secret)).isEmpty();
    }

    @Test
    void aDisabledOwnersTokenIsRefusedWithinHalfAMinute() {
        String secret = tokens.create(bob.id(), "ci", null).secret();
        tokens.verify(secret);
        jdbc.sql("update app_user set disabled_at = created_at where id = :id")
                .param("id", bob.id().value())
                .update();

        clock.advance(Duration.ofSeconds(31));

        assertThat(tokens.verify(secret)).isEmpty();
    }

    @Test
    void theLastUseIsKnownToTheMinute() {
        String secret = tokens.create(bob.id(), "ci", null).secret();
        assertThat(tokens.list(bob.id()).getFirst().lastUsedAt()).isNull();

        tokens.verify(secret);

        assertThat(tokens.list(bob.id()).getFirst().lastUsedAt()).isEqualTo(clock.instant());
    }

    @Test
    void aChangedBootstrapTokenReplacesTheEarlierOne() {
        String first = "first-first-first-first-first-first";
        String second = "second-second-second-second-second";
        tokens.installBootstrap(ada.id(), first);
        tokens.installBootstrap(ada.id(), first);
        tokens.installBootstrap(ada.id(), second);

        assertThat(tokens.verify(first)).isEmpty();
        assertThat(tokens.verify(second)).contains(ada);
        assertThat(tokens.list(ada.id())).hasSize(1);
    }

    @Test
    void aBootstrapTokenEndsWhenTheSettingsNameItNoMore() {
        String secret = "first-first-first-first-first-first";
        tokens.installBootstrap(ada.id(), secret);
        String own = tokens.create(ada.id(), "ci", null).secret();
        assertThat(tokens.verify(secret)).contains(ada);

        tokens.removeBootstrap();

        assertThat(tokens.verify(secret)).isEmpty();
        assertThat(tokens.verify(own)).contains(ada);
        assertThatThrownBy(() -> tokens.create(ada.id(), "MAINSPRING_BOOTSTRAP_TOKEN", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTokenNeedsAName() {
        assertThatThrownBy(() -> tokens.create(bob.id(), "  ", null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
