package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.mainspring.chat.AgentView;
import dev.mainspring.ui.chat.ChatPage;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.tool.AgentDot;

/** A sub-agent in the sidebar, under the chat it works for. */
final class AgentRowItem extends Div {

    AgentRowItem(AgentView agent, boolean current) {
        addClassNames("chat-row", "agent-row");
        setClassName("current", current);
        Dom.testId(this, "agent-row");
        RouterLink link =
                new RouterLink(
                        "",
                        ChatPage.class,
                        new RouteParameters(new RouteParam("chat", agent.id().toString())));
        link.addClassName("chat-link");
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        Span title = Dom.span("chat-title", agent.title());
        title.getElement().setAttribute("title", agent.title());
        link.add(new AgentDot(agent.state()), title);
        add(link);
    }
}
