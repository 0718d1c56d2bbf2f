package dev.mainspring.ui.error;

import com.vaadin.flow.router.internal.NavigationRouteTarget;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.ui.chat.ChatAddress;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Answers 404 for a page that is not there. Every page begins as the same document, and only its
 * script asks for the view, so programs and crawlers would read 200 otherwise.
 */
@Component
class MissingPages implements VaadinServiceInitListener {

    private final Chats chats;

    MissingPages(Chats chats) {
        this.chats = chats;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            if (!isThere(page.getVaadinRequest())) {
                page.getVaadinResponse().setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        });
    }

    private boolean isThere(VaadinRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        NavigationRouteTarget target =
                VaadinService.getCurrent()
                        .getRouter()
                        .getRegistry()
                        .getNavigationRouteTarget(path.replaceFirst("^/", ""));
        if (!target.hasTarget()) {
            return false;
        }
        Optional<String> chat = target.getRouteParameters().get("chat");
        return chat.isEmpty() || chat.flatMap(ChatAddress::read).filter(this::isTheirs).isPresent();
    }

    private boolean isTheirs(ChatId id) {
        return CurrentUser.get().filter(user -> exists(user, id)).isPresent();
    }

    private boolean exists(CurrentUser user, ChatId id) {
        try {
            chats.get(user.id(), id);
            return true;
        } catch (ProblemException notFound) {
            return false;
        }
    }
}
