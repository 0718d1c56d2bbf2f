package dev.mainspring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.SettableClock;
import dev.mainspring.testing.TestServers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

class AccountsTest {

    private static final String PASSWORD = "correct horse";

    private final SettableClock clock = new SettableClock();
    private Accounts accounts;

    @BeforeEach
    void anEmptyDatabase() {
        JdbcClient jdbc = JdbcClient.create(TestServers.freshDataSource());
        accounts =
                new Accounts(
                        new Users(jdbc),
                        new SetupLinks(jdbc, clock),
                        PasswordEncoderFactories.createDelegatingPasswordEncoder(),
                        new SignInThrottle(clock),
                        clock);
    }

    @Test
    void aSetUpLinkMakesOneAdministratorAndIsUsedUp() {
        String link = accounts.newSetUpLink();

        SetupOutcome outcome = setUp(link, PASSWORD);

        assertThat(outcome).isInstanceOf(SetupOutcome.Done.class);
        assertThat(accounts.needsSetUp()).isFalse();
        assertThat(accounts.isSetUpLink(link)).isFalse();
        assertThat(setUp(link, PASSWORD)).isInstanceOf(SetupOutcome.LinkVoid.class);
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void aNewerLinkVoidsAnOlderOne() {
        String older = accounts.newSetUpLink();
        String newer = accounts.newSetUpLink();

        assertThat(setUp(older, PASSWORD)).isInstanceOf(SetupOutcome.LinkVoid.class);
        assertThat(setUp(newer, PASSWORD)).isInstanceOf(SetupOutcome.Done.class);
    }

    @Test
    void aLinkExpires() {
        String link = accounts.newSetUpLink();
        clock.advance(Duration.ofHours(25));

        assertThat(accounts.isSetUpLink(link)).isFalse();
        assertThat(setUp(link, PASSWORD)).isInstanceOf(SetupOutcome.LinkVoid.class);
    }

    @Test
    void aShortPasswordIsRefusedAndTheLinkStays() {
        String link = accounts.newSetUpLink();

        assertThat(setUp(link, "short"))
                .isEqualTo(new SetupOutcome.Refused("password", Accounts.PASSWORD_RULE));
        assertThat(setUp(link, PASSWORD)).isInstanceOf(SetupOutcome.Done.class);
    }

    @Test
    void theBootstrapAdministratorBecomesThePersonWhoSetsUp() {
        CurrentUser bootstrap = accounts.ensureBootstrapAdmin();
        assertThat(accounts.needsSetUp()).isTrue();

        setUp(accounts.newSetUpLink(), PASSWORD);

        assertThat(accounts.find(bootstrap.id()).orElseThrow().email()).isEqualTo("ada@x.org");
        assertThat(accounts.ensureBootstrapAdmin().id()).isEqualTo(bootstrap.id());
    }

    @Test
    void theAdministratorOfTheSettingsIsMadeOnce() {
        accounts.ensureAdmin("ada@x.org", PASSWORD);
        accounts.ensureAdmin("ada@x.org", "another password");

        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Done.class);
        assertThat(signIn("another password")).isInstanceOf(SignIn.Wrong.class);
    }

    @Test
    void guessingIsSlowedDownForItsSourceAlone() {
        accounts.ensureAdmin("ada@x.org", PASSWORD);
        for (int guess = 0; guess < 5; guess++) {
            assertThat(signIn("guess " + guess)).isInstanceOf(SignIn.Wrong.class);
        }

        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.TooManyAttempts.class);
        assertThat(accounts.signIn("ada@x.org", PASSWORD, "10.0.0.2"))
                .isInstanceOf(SignIn.Done.class);
        clock.advance(Duration.ofSeconds(11));
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Done.class);
    }

    @Test
    void anUnknownAddressAndATooLongPasswordAreJustWrong() {
        assertThat(accounts.signIn("nobody@x.org", PASSWORD, "10.0.0.1"))
                .isInstanceOf(SignIn.Wrong.class);
        accounts.ensureAdmin("ada@x.org", PASSWORD);
        assertThat(signIn("x".repeat(5_000))).isInstanceOf(SignIn.Wrong.class);
    }

    private SetupOutcome setUp(String link, String password) {
        return accounts.setUp(link, "ada@x.org", "Ada", password);
    }

    private SignIn signIn(String password) {
        return accounts.signIn("Ada@X.org", password, "10.0.0.1");
    }
}
