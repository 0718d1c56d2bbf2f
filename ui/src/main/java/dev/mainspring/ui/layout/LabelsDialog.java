package dev.mainspring.ui.layout;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.mainspring.chat.ChatView;
import dev.mainspring.store.Label;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.IconButton;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Adds and removes the labels of a chat. */
final class LabelsDialog extends Dialog {

    private final TreeMap<String, String> labels;
    private final Div chips = Dom.div("chips");
    private final TextField field = new TextField("New label");

    LabelsDialog(ChatView chat, Consumer<Map<String, String>> save) {
        super("Labels");
        this.labels = new TreeMap<>(chat.labels());
        Dom.testId(this, "labels-dialog");
        field.setPlaceholder("team=platform");
        field.setHelperText("A word, or key=value");
        field.setMaxLength(264);
        field.setWidthFull();
        Dom.testId(field, "label-field");
        Button add = new Button("Add", click -> add());
        add.addClickShortcut(Key.ENTER).listenOn(field);
        Dom.testId(add, "label-add");
        Div line = Dom.div("label-line", field, add);
        Button done =
                new Button(
                        "Save",
                        click -> {
                            add();
                            save.accept(Map.copyOf(labels));
                            close();
                        });
        done.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        Dom.testId(done, "labels-save");
        add(Dom.div("stack", chips, line));
        setWidth("440px");
        getFooter().add(new Button("Cancel", click -> close()), done);
        show();
        field.focus();
    }

    private void add() {
        Label label = Label.of(field.getValue());
        if (!label.key().isEmpty()) {
            labels.put(label.key(), label.value());
            field.clear();
            show();
        }
    }

    private void show() {
        chips.removeAll();
        labels.forEach((key, value) -> chips.add(chip(new Label(key, value))));
        if (labels.isEmpty()) {
            chips.add(Dom.span("call-note", "This chat has no labels."));
        }
    }

    private Span chip(Label label) {
        Span chip = Dom.span("label-chip", label.words());
        chip.add(
                new IconButton(
                        Icon.CROSS,
                        "Remove " + label.words(),
                        "label-remove",
                        () -> {
                            labels.remove(label.key());
                            show();
                        }));
        return Dom.testId(chip, "label");
    }
}
