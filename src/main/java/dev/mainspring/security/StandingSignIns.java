package dev.mainspring.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import java.util.function.BooleanSupplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells whether a request would still be let in, for answers that last. */
@Component
public class StandingSignIns {

    private final Accounts accounts;
    private final ApiTokens tokens;
    private final ApplicationEventPublisher events;

    StandingSignIns(Accounts accounts, ApiTokens tokens, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.events = events;
    }

    /** Some session is over: its person signed out, or was away for too long. */
    public record SessionEnded() {}

    /**
     * May be asked after the request has ended: whether its token, or its session and its person,
     * is still good.
     */
    public BooleanSupplier of(HttpServletRequest request, CurrentUser user) {
        String token = BearerTokenFilter.tokenOf(request);
        if (token != null) {
            return () -> tokens.verify(token).isPresent();
        }
        HttpSession session = request.getSession(false);
        if (session == null) {
            return () -> accounts.find(user.id()).isPresent();
        }
        Watch watch = watch(session);
        return () -> !watch.ended && accounts.find(user.id()).isPresent();
    }

    /** One for each session: whoever is replaced there is told that it ended. */
    private synchronized Watch watch(HttpSession session) {
        String name = Watch.class.getName();
        if (session.getAttribute(name) instanceof Watch there) {
            return there;
        }
        Watch watch = new Watch();
        session.setAttribute(name, watch);
        return watch;
    }

    /** Goes with the session, whatever its id becomes. */
    private final class Watch implements HttpSessionBindingListener {

        private volatile boolean ended;

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            ended = true;
            events.publishEvent(new SessionEnded());
        }
    }
}
