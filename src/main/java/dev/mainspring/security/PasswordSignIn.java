package dev.mainspring.security;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Lets {@link Accounts} decide on the sign-in form's address and password. */
@Component
final class PasswordSignIn implements AuthenticationProvider {

    private final Accounts accounts;

    PasswordSignIn(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String source =
                attempt.getDetails() instanceof WebAuthenticationDetails details
                        ? String.valueOf(details.getRemoteAddress())
                        : "unknown";
        String password = String.valueOf(attempt.getCredentials());
        return switch (accounts.signIn(attempt.getName(), password, source)) {
            case SignIn.Done(CurrentUser user) ->
                    UsernamePasswordAuthenticationToken.authenticated(
                            user, null, user.authorities());
            case SignIn.Wrong() -> throw new BadCredentialsException("wrong address or password");
            case SignIn.TooManyAttempts(var wait) ->
                    throw new LockedException("too many attempts, wait " + wait.toSeconds() + " s");
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
