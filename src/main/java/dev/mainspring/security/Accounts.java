package dev.mainspring.security;

import dev.mainspring.config.IdentityProperties;
import dev.mainspring.conversation.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The people who may sign in, and how the first of them comes to be. */
@Service
public class Accounts {

    /** Whom the bootstrap token stands for until a person sets the product up. */
    private static final String BOOTSTRAP_EMAIL = "admin@localhost";

    private final Users users;
    private final SetupLinks links;
    private final PasswordEncoder passwords;
    private final SignInThrottle throttle;
    private final Clock clock;
    private final String someHash;

    Accounts(
            Users users,
            SetupLinks links,
            PasswordEncoder passwords,
            SignInThrottle throttle,
            Clock clock) {
        this.users = users;
        this.links = links;
        this.passwords = passwords;
        this.throttle = throttle;
        this.clock = clock;
        this.someHash = passwords.encode("nobody's password");
    }

    /** Whether no administrator can sign in yet, so that a set-up link is needed. */
    public boolean needsSetUp() {
        return users.firstAdmin().filter(admin -> admin.passwordHash() != null).isEmpty();
    }

    /** Whether this set-up link can be used now. */
    public boolean isSetUpLink(String secret) {
        return needsSetUp() && links.isValid(secret);
    }

    /** Makes a set-up link's secret; earlier ones are void. */
    @Transactional
    public String newSetUpLink() {
        return links.create();
    }

    /** Creates the administrator and uses the link up, or changes nothing. */
    @Transactional
    public SetupOutcome setUp(String secret, String email, String name, String password) {
        users.lockSetUp();
        if (!isSetUpLink(secret)) {
            return new SetupOutcome.LinkVoid();
        }
        if (!email.strip().matches("[^\\s@]+@[^\\s@]+")) {
            return new SetupOutcome.Refused("email", "must be an e-mail address");
        }
        if (name.isBlank()) {
            return new SetupOutcome.Refused("name", "must not be blank");
        }
        if (!isPassword(password)) {
            return new SetupOutcome.Refused("password", PASSWORD_RULE);
        }
        links.use(secret);
        return new SetupOutcome.Done(createAdmin(email.strip(), name.strip(), password));
    }

    /**
     * Checks a password; as slow for an unknown address as for a known one.
     *
     * @param source where the attempt comes from, such as the client's address: too many failures
     *     of one source are refused for a while, right password or not
     */
    public SignIn signIn(String email, String password, String source) {
        Optional<Duration> wait = throttle.waitFor(email, source);
        if (wait.isPresent()) {
            return new SignIn.TooManyAttempts(wait.get());
        }
        Optional<Users.Account> account = users.byEmail(email.strip());
        String hash = account.map(Users.Account::passwordHash).orElse(null);
        boolean matches = passwords.matches(cut(password), hash == null ? someHash : hash);
        if (account.isEmpty() || hash == null || !matches) {
            throttle.failed(email, source);
            return new SignIn.Wrong();
        }
        throttle.succeeded(email, source);
        if (passwords.upgradeEncoding(hash)) {
            users.changePassword(account.get().user().id(), passwords.encode(password));
        }
        return new SignIn.Done(account.get().user());
    }

    /** The account as it is now, for rights that must hold at this moment. */
    public Optional<CurrentUser> find(UserId id) {
        return users.byId(id);
    }

    /** Creates the administrator that the settings name, where there is none who can sign in. */
    @Transactional
    void ensureAdmin(String email, String password) {
        users.lockSetUp();
        if (needsSetUp()) {
            createAdmin(email, nameOf(email), password);
        }
    }

    /** The administrator that a bootstrap token stands for; made without a password if missing. */
    @Transactional
    CurrentUser ensureBootstrapAdmin() {
        users.lockSetUp();
        return users.firstAdmin()
                .map(Users.Account::user)
                .orElseGet(() ->
                        users.add(
                                BOOTSTRAP_EMAIL,
                                "Administrator",
                                Role.ADMIN,
                                null,
                                clock.instant()));
    }

    static final String PASSWORD_RULE =
            "must have at least %d characters and at most %d bytes"
                    .formatted(
                            IdentityProperties.MIN_PASSWORD_CHARS,
                            IdentityProperties.MAX_PASSWORD_BYTES);

    private CurrentUser createAdmin(String email, String name, String password) {
        String hash = passwords.encode(password);
        Optional<Users.Account> withoutPerson = users.firstAdmin();
        if (withoutPerson.isPresent()) {
            return users.complete(withoutPerson.get().user(), email, name, hash);
        }
        try {
            return users.add(email, name, Role.ADMIN, hash, clock.instant());
        } catch (DuplicateKeyException e) {
            throw new IllegalStateException("a member has the address " + email, e);
        }
    }

    private static boolean isPassword(String password) {
        return password.length() >= IdentityProperties.MIN_PASSWORD_CHARS
                && bytes(password) <= IdentityProperties.MAX_PASSWORD_BYTES;
    }

    /** A longer one cannot be right, and the encoder refuses it with an exception. */
    private static String cut(@Nullable String password) {
        return password == null || bytes(password) > IdentityProperties.MAX_PASSWORD_BYTES
                ? ""
                : password;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String nameOf(String email) {
        return email.substring(0, email.indexOf('@'));
    }
}
