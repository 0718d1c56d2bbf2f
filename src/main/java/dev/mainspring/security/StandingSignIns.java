package dev.mainspring.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Tells whether a request would still be let in, for answers that last. */
@Component
public class StandingSignIns {

    private final Accounts accounts;
    private final ApiTokens tokens;

    StandingSignIns(Accounts accounts, ApiTokens tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /**
     * May be asked after the request has ended: whether its token, or its person, is still good.
     */
    public BooleanSupplier of(HttpServletRequest request, CurrentUser user) {
        String token = BearerTokenFilter.tokenOf(request);
        return token == null
                ? () -> accounts.find(user.id()).isPresent()
                : () -> tokens.verify(token).isPresent();
    }
}
