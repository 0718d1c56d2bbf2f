package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.mainspring.chat.ChatView;
import dev.mainspring.store.Label;
import dev.mainspring.ui.chat.ChatPage;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import dev.mainspring.ui.element.Moment;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** A chat in the sidebar. */
final class ChatRowItem extends Div {

    ChatRowItem(ChatView chat, boolean current, BiConsumer<ChatView, IconButton> onMenu) {
        addClassName("chat-row");
        setClassName("current", current);
        setClassName("unread", chat.unread() && !current);
        Dom.testId(this, "chat-row");
        RouterLink link =
                new RouterLink(
                        "",
                        ChatPage.class,
                        new RouteParameters(new RouteParam("chat", chat.id().toString())));
        link.addClassName("chat-link");
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        Span title = Dom.span("chat-title", chat.title());
        title.getElement().setAttribute("title", chat.title());
        Span time = Moment.ago(chat.updatedAt());
        time.addClassName("short");
        Div words = Dom.div("chat-words", title);
        if (!chat.labels().isEmpty()) {
            words.add(Dom.testId(Dom.span("chat-labels", labels(chat)), "chat-labels"));
        }
        link.add(new StatusDot(chat.status()), words, time);
        IconButton[] menu = new IconButton[1];
        menu[0] =
                new IconButton(
                        Icon.MORE,
                        "Actions for " + chat.title(),
                        "chat-menu",
                        () -> onMenu.accept(chat, menu[0]));
        add(link, menu[0]);
    }

    private static String labels(ChatView chat) {
        return new TreeMap<>(chat.labels())
                .entrySet().stream()
                        .map(it -> new Label(it.getKey(), it.getValue()).words())
                        .collect(Collectors.joining(" · "));
    }
}
