package dev.mainspring.ui.layout;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;

/** The keys that do something everywhere; mainspring.js listens for them. */
final class ShortcutsDialog extends Dialog {

    ShortcutsDialog() {
        super("Keyboard shortcuts");
        Dom.testId(this, "shortcuts");
        Div rows = Dom.div("shortcuts");
        row(rows, "Search chats", "Ctrl", "K");
        row(rows, "New chat", "Ctrl", "Shift", "O");
        row(rows, "Send", "Enter");
        row(rows, "New line", "Shift", "Enter");
        row(rows, "Stop the agent", "Esc");
        row(rows, "Allow or approve what is asked", "A");
        row(rows, "Deny or reject it", "D");
        row(rows, "Choose an option", "1", "–", "4");
        row(rows, "This list", "?");
        add(rows);
        getFooter().add(new Button("Close", click -> close()));
    }

    private static void row(Div rows, String words, String... keys) {
        Div row = Dom.div("shortcut", Dom.span("shortcut-words", words));
        for (String key : keys) {
            row.add(Dom.span("key", key));
        }
        rows.add(row);
    }
}
