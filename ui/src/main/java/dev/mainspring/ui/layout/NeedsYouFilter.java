package dev.mainspring.ui.layout;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.ui.element.Dom;

/** Shows only the chats that wait for the person; there while there are any. */
final class NeedsYouFilter extends NativeButton {

    private final Span number = Dom.span("filter-count", "");
    private boolean on;

    NeedsYouFilter(Runnable onChange) {
        addClassName("needs-you-filter");
        getElement().setAttribute("type", "button");
        add(Dom.span("dot needs-you", ""), new Span("Needs you"), number);
        Dom.testId(this, "needs-you-filter");
        addClickListener(click -> {
            on = !on;
            onChange.run();
        });
        setVisible(false);
    }

    boolean on() {
        return on;
    }

    /** Tells how many wait; without any there is nothing to filter. */
    void count(int waiting) {
        on = on && waiting > 0;
        number.setText(String.valueOf(waiting));
        setVisible(waiting > 0);
        setClassName("on", on);
        getElement().setAttribute("aria-pressed", Boolean.toString(on));
    }
}
