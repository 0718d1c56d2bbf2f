package dev.mainspring.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/** Signs a request in by its {@code Authorization: Bearer} header (RFC 6750), without a session. */
final class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final ApiTokens tokens;

    /** That of this application: the static one is whichever was made last in this JVM. */
    private final SecurityContextHolderStrategy holder;

    private final RequestAttributeSecurityContextRepository context =
            new RequestAttributeSecurityContextRepository();

    BearerTokenFilter(ApiTokens tokens, SecurityContextHolderStrategy holder) {
        this.tokens = tokens;
        this.holder = holder;
    }

    /** The token that a request brings, valid or not; null without one. */
    static @Nullable String tokenOf(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? header.substring(SCHEME.length()).strip()
                : null;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = tokenOf(request);
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<CurrentUser> user = tokens.verify(token);
        if (user.isEmpty()) {
            Problems.unauthorized(response, "The token is unknown, expired or revoked.");
            return;
        }
        SecurityContext signedIn = holder.createEmptyContext();
        signedIn.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(
                        user.get(), null, user.get().authorities()));
        holder.setContext(signedIn);
        // For the async dispatch at the end of an event stream.
        context.saveContext(signedIn, request, response);
        chain.doFilter(request, response);
    }
}
