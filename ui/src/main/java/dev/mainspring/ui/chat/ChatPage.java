package dev.mainspring.ui.chat;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import dev.mainspring.chat.ProblemCode;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.security.CurrentUser;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.layout.MainLayout;
import jakarta.annotation.security.PermitAll;

/** {@code /chats/{id}}: one chat. */
@Route(value = "chats/:chat", layout = MainLayout.class)
@PermitAll
public class ChatPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final ChatServices services;
    private final CurrentUser user = CurrentUser.get().orElseThrow();
    private String title = "Mainspring";

    ChatPage(ChatServices services) {
        this.services = services;
        addClassName("chat-page");
        Dom.testId(this, "chat-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        ChatId id =
                event.getRouteParameters()
                        .get("chat")
                        .flatMap(ChatAddress::read)
                        .orElseThrow(NotFoundException::new);
        removeAll();
        try {
            OpenChat chat = OpenChat.load(services, user.id(), id);
            title = chat.pageTitle();
            add(chat);
        } catch (ProblemException e) {
            if (e.code() == ProblemCode.NOT_FOUND) {
                throw new NotFoundException();
            }
            throw e;
        }
    }

    @Override
    public String getPageTitle() {
        return title;
    }
}
