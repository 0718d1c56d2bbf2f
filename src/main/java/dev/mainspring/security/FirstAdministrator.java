package dev.mainspring.security;

import dev.mainspring.config.IdentityProperties;
import java.net.URI;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Makes the administrator and the token that the settings name, and says where the product is: one
 * URL, which is a set-up link where nobody can sign in yet.
 */
@Component
class FirstAdministrator {

    private final IdentityProperties settings;
    private final Accounts accounts;
    private final ApiTokens tokens;
    private final Environment environment;

    /** Where a person goes first; known before the announcement, which needs no database then. */
    private final String path;

    FirstAdministrator(
            IdentityProperties settings,
            Accounts accounts,
            ApiTokens tokens,
            Environment environment) {
        this.settings = settings;
        this.accounts = accounts;
        this.tokens = tokens;
        this.environment = environment;
        prepare();
        this.path = accounts.needsSetUp() ? "/setup/" + accounts.newSetUpLink() : "";
    }

    @EventListener
    void announce(ApplicationReadyEvent ready) {
        String port = environment.getProperty("local.server.port");
        String address = environment.getProperty("server.address", "127.0.0.1");
        String host = address.equals("0.0.0.0") ? "127.0.0.1" : address;
        URI base = URI.create("http://" + host + ":" + port);
        System.out.println();
        System.out.println(
                path.isEmpty()
                        ? "Mainspring is ready:"
                        : "Mainspring is ready. Set it up here (once, within 24 hours):");
        System.out.println("  " + base + path);
        System.out.println();
    }

    private void prepare() {
        String email = settings.adminEmail();
        String password = settings.adminPassword();
        if (email != null && password != null) {
            accounts.ensureAdmin(email, password);
        }
        String token = settings.bootstrapToken();
        if (token == null) {
            tokens.removeBootstrap();
        } else {
            tokens.installBootstrap(accounts.ensureBootstrapAdmin().id(), token);
        }
    }
}
