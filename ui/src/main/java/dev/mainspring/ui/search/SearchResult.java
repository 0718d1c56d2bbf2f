package dev.mainspring.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Match;
import dev.mainspring.chat.Snippets;
import dev.mainspring.ui.chat.ChatPage;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Moment;
import dev.mainspring.ui.layout.StatusDot;

/** A chat that was found, with the piece of text that has the words. */
final class SearchResult extends RouterLink {

    SearchResult(ChatView chat, Snippets snippets) {
        super(
                "",
                ChatPage.class,
                new RouteParameters(new RouteParam("chat", chat.id().toString())));
        Match match = chat.match();
        if (match != null && match.position() != null) {
            setQueryParameters(QueryParameters.of("at", match.position().toString()));
        }
        addClassName("search-result");
        getElement().setAttribute("role", "option");
        getElement().setAttribute("tabindex", "-1");
        Dom.testId(this, "search-result");
        Span time = Moment.ago(chat.updatedAt());
        time.addClassName("short");
        Div head =
                Dom.div(
                        "search-head",
                        new StatusDot(chat.status()),
                        Marked.of("search-title", chat.title(), snippets.in(chat.title())),
                        time);
        add(head);
        if (match != null && match.position() != null) {
            add(Marked.of("search-snippet", match.snippet(), match.highlights()));
        }
    }
}
