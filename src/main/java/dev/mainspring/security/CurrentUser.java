package dev.mainspring.security;

import dev.mainspring.conversation.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The person on whose behalf a request runs, by session or by token.
 *
 * <p>In a controller: {@code @AuthenticationPrincipal CurrentUser user}; in a view: {@link #get()}.
 */
public record CurrentUser(UserId id, String email, String name, Role role)
        implements AuthenticatedPrincipal {

    /** Whoever is signed in on this thread; empty for an anonymous request. */
    public static Optional<CurrentUser> get() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof CurrentUser user
                ? Optional.of(user)
                : Optional.empty();
    }

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }

    /** The name that Spring's logs and sessions show. */
    @Override
    public String getName() {
        return email;
    }

    List<GrantedAuthority> authorities() {
        return List.of(new SimpleGrantedAuthority("ROLE_" + role.name()));
    }
}
