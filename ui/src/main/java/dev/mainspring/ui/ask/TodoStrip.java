package dev.mainspring.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Todo;
import dev.mainspring.conversation.TodoState;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.List;

/** The agent's checklist: one line of how far it is, which opens to all of it. */
public final class TodoStrip extends Div {

    private final Span words = Dom.span("todo-now", "");
    private final Span count = Dom.span("todo-count", "");
    private final NativeButton line = new NativeButton();
    private final Div list;
    private boolean open;

    public TodoStrip() {
        addClassName("todos");
        Dom.testId(this, "todos");
        line.addClassName("todo-line");
        line.add(Icon.LIST.create(), words, count, chevron());
        line.addClickListener(click -> {
            open = !open;
            open();
        });
        Dom.testId(line, "todo-line");
        list = Dom.testId(Dom.div("todo-list"), "todo-list");
        list.getElement().setAttribute("role", "list");
        add(line, list);
        open();
        setVisible(false);
    }

    private static Span chevron() {
        Span chevron = Icon.CHEVRON.create();
        chevron.addClassName("call-chevron");
        return chevron;
    }

    public void show(List<Todo> items) {
        setVisible(!items.isEmpty());
        long done = items.stream().filter(item -> item.state() == TodoState.DONE).count();
        count.setText(done + " of " + items.size() + " done");
        words.setText(now(items));
        list.removeAll();
        items.forEach(item -> list.add(row(item)));
    }

    private static String now(List<Todo> items) {
        return items.stream()
                .filter(item -> item.state() == TodoState.IN_PROGRESS)
                .findFirst()
                .or(() ->
                        items.stream()
                                .filter(item -> item.state() == TodoState.PENDING)
                                .findFirst())
                .map(Todo::text)
                .orElse("All done");
    }

    private void open() {
        setClassName("call-open", open);
        list.setVisible(open);
        line.getElement().setAttribute("aria-expanded", Boolean.toString(open));
        Dom.label(line, "The agent's checklist");
    }

    private static Div row(Todo item) {
        Span mark =
                switch (item.state()) {
                    case DONE -> Icon.CHECK.create();
                    case IN_PROGRESS -> Dom.span("todo-mark working", "");
                    case PENDING -> Dom.span("todo-mark", "");
                };
        Div row = Dom.div("todo", mark, Dom.span("todo-text", item.text()));
        row.addClassName("todo-" + item.state().wire().replace('_', '-'));
        row.getElement().setAttribute("role", "listitem");
        row.getElement().setAttribute("data-state", item.state().wire());
        return row;
    }
}
