package dev.mainspring.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.RememberMeAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.web.authentication.rememberme.TokenBasedRememberMeServices;

/**
 * Keeps people signed in over a restart: a cookie signed with a key of this installation and the
 * account's password hash, so that a changed password or a disabled account ends it.
 */
final class RememberedSignIn extends TokenBasedRememberMeServices {

    private static final int TWO_WEEKS_S = 14 * 24 * 3600;

    private final Users users;

    RememberedSignIn(String key, Users users) {
        super(key, email -> load(users, email), RememberMeTokenAlgorithm.SHA256);
        this.users = users;
        setAlwaysRemember(true);
        setCookieName("mainspring-remember");
        setTokenValiditySeconds(TWO_WEEKS_S);
        setCookieCustomizer(cookie -> cookie.setAttribute("SameSite", "Lax"));
    }

    @Override
    protected Authentication createSuccessfulAuthentication(
            HttpServletRequest request, UserDetails account) {
        CurrentUser user =
                users.byEmail(account.getUsername())
                        .orElseThrow(() -> new UsernameNotFoundException("gone"))
                        .user();
        RememberMeAuthenticationToken signedIn =
                new RememberMeAuthenticationToken(getKey(), user, user.authorities());
        signedIn.setDetails(getAuthenticationDetailsSource().buildDetails(request));
        return signedIn;
    }

    @Override
    protected String retrieveUserName(Authentication signedIn) {
        return signedIn.getName();
    }

    /** Null, so that the stored hash is signed and not what was typed. */
    @Override
    protected @Nullable String retrievePassword(Authentication signedIn) {
        return null;
    }

    private static UserDetails load(Users users, String email) {
        Users.Account account =
                users.byEmail(email)
                        .filter(known -> known.passwordHash() != null)
                        .orElseThrow(() -> new UsernameNotFoundException("unknown"));
        return User.withUsername(account.user().email())
                .password(account.passwordHash())
                .authorities(account.user().authorities())
                .build();
    }
}
