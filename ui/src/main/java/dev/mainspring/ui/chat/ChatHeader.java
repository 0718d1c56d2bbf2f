package dev.mainspring.ui.chat;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.chat.ChatView;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.layout.PageHeader;
import dev.mainspring.ui.layout.StatusDot;
import java.net.URI;
import java.util.Optional;

/** Title, status, workspace, and the way to the run. */
final class ChatHeader extends Div {

    private final H1 title = new H1();
    private final Span status = Dom.span("header-status", "");
    private final Anchor parent = new Anchor();
    private final Span workspace = Dom.span("header-workspace", "");

    ChatHeader(ChatView chat, Optional<URI> run) {
        addClassName("header-holder");
        Dom.testId(title, "chat-title");
        Dom.testId(status, "chat-status");
        Dom.testId(workspace, "chat-workspace");
        PageHeader line = new PageHeader(parent, title, status, workspace);
        run.map(ChatHeader::runLink).ifPresent(line::add);
        add(line);
        title(chat.title());
        status(chat.status());
        workspace.setVisible(false);
        parent.setVisible(false);
    }

    /** Leads back to the chat whose agent this is. */
    void agentOf(ChatView boss) {
        parent.setHref("chats/" + boss.id());
        parent.addClassName("header-parent");
        Span words = Dom.span("header-parent-words", "Agent of " + boss.title());
        parent.add(Icon.BACK.create(), words);
        parent.getElement().setAttribute("title", "Back to " + boss.title());
        Dom.label(parent, "Agent of " + boss.title());
        Dom.testId(parent, "agent-of");
        parent.setVisible(true);
    }

    void title(String text) {
        title.setText(text);
        title.getElement().setAttribute("title", text);
    }

    void status(ChatStatus now) {
        status.removeAll();
        status.add(new StatusDot(now), new Span(StatusDot.words(now)));
        status.getElement().setAttribute("data-status", now.wire());
    }

    void workspace(String name, String state) {
        workspace.removeAll();
        workspace.add(Icon.BOX.create(), new Span(name), Dom.span("workspace-state", "· " + state));
        workspace.setVisible(true);
    }

    private static Anchor runLink(URI page) {
        Anchor link = new Anchor(page.toString(), "", AnchorTarget.BLANK);
        link.getElement().setAttribute("rel", "noopener");
        link.addClassName("run-link");
        link.add(new Span("Run"), Icon.LINK.create());
        link.getElement().setAttribute("title", "This chat's run in the Temporal UI");
        Dom.label(link, "This chat's run in the Temporal UI");
        return Dom.testId(link, "run-link");
    }
}
