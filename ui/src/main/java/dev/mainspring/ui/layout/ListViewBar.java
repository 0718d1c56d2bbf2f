package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;

/** Says that the sidebar does not list all chats, and leads back to all. */
final class ListViewBar extends Div {

    ListViewBar(ListView view, Runnable back) {
        addClassName("list-view-bar");
        Dom.testId(this, "list-view");
        add(
                (view.archived() ? Icon.ARCHIVE : Icon.TAG).create(),
                Dom.span("list-view-words", view.words()),
                new IconButton(Icon.CROSS, "Back to all chats", "list-view-back", back));
    }
}
