package dev.mainspring.ui.search;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.shared.Registration;
import dev.mainspring.chat.ChatView;
import dev.mainspring.chat.Chats;
import dev.mainspring.chat.Snippets;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatFilter;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.List;
import java.util.Map;

/** Finds chats while one types; the arrow keys choose, which is the browser's work: search.js. */
@JavaScript("context://assets/search.js")
public final class SearchDialog extends Dialog {

    private static final int PAUSE_MS = 120;
    private static final int SHOWN = 20;
    private static final int RECENT = 8;

    private final Chats chats;
    private final UserId user;
    private final TextField field = new TextField();
    private final Div results = Dom.div("search-results");

    public SearchDialog(Chats chats, UserId user) {
        this.chats = chats;
        this.user = user;
        addClassName("search-dialog");
        Dom.testId(this, "search-dialog");
        getElement().setAttribute("aria-label", "Search chats");
        setWidth("640px");
        setTop("12vh");
        field.setWidthFull();
        field.setPlaceholder("Search titles and messages");
        field.setAriaLabel("Search titles and messages");
        field.setPrefixComponent(Icon.SEARCH.create());
        // No clear button: with one Escape would empty the field and leave the dialog open.
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(PAUSE_MS);
        field.addValueChangeListener(change -> show(change.getValue()));
        field.setAutofocus(true);
        Dom.testId(field, "search-field");
        results.getElement().setAttribute("role", "listbox");
        Dom.label(results, "Chats found");
        Div content = Dom.div("search-content", field, results);
        add(content);
        content.addAttachListener(
                event -> content.getElement().executeJs("window.mainspringSearch(this)"));
        show("");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Registration gone = event.getUI().addAfterNavigationListener(navigation -> close());
        addDetachListener(detached -> {
            gone.remove();
            detached.unregisterListener();
        });
    }

    private void show(String query) {
        results.removeAll();
        if (query.isBlank()) {
            recent();
            return;
        }
        ChatFilter filter = new ChatFilter(query, null, Map.of(), false);
        List<ChatView> found = chats.list(user, filter, null, SHOWN).items();
        Snippets snippets = new Snippets(filter.words());
        found.forEach(chat -> results.add(new SearchResult(chat, snippets)));
        int room = SHOWN - found.size();
        if (room > 0) {
            archived(query, snippets, room);
        }
        if (results.getComponentCount() == 0) {
            results.add(
                    Dom.testId(
                            Dom.span("search-none", "Nothing found for “" + query.strip() + "”."),
                            "search-none"));
        }
    }

    private void archived(String query, Snippets snippets, int room) {
        ChatFilter filter = new ChatFilter(query, null, Map.of(), true);
        List<ChatView> found = chats.list(user, filter, null, room).items();
        if (!found.isEmpty()) {
            results.add(Dom.span("list-heading", "Archived"));
            found.forEach(chat -> results.add(new SearchResult(chat, snippets)));
        }
    }

    private void recent() {
        List<ChatView> recent = chats.list(user, ChatFilter.ALL, null, RECENT).items();
        if (recent.isEmpty()) {
            results.add(Dom.span("search-none", "No chats yet."));
            return;
        }
        results.add(Dom.span("list-heading", "Recent"));
        Snippets none = new Snippets(List.of());
        recent.forEach(chat -> results.add(new SearchResult(chat, none)));
    }
}
