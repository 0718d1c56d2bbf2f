package dev.mainspring.ui.chat;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.mainspring.ui.element.Dom;
import java.util.function.Consumer;

/** Asks for a text that is there already in an earlier form. */
final class TextDialog {

    private static final int MAX_ROWS = 14;

    private TextDialog() {}

    /**
     * Opens it.
     *
     * @param hint what saving does
     * @param save is given the text, unless it is blank; when it throws the dialog stays open
     */
    static void open(String title, String hint, String text, String act, Consumer<String> save) {
        Dialog dialog = new Dialog(title);
        TextArea field = new TextArea();
        field.setAriaLabel(title);
        field.setValue(text);
        field.setWidthFull();
        field.setMaxRows(MAX_ROWS);
        Dom.testId(field, "edited-text");
        Button done =
                new Button(
                        act,
                        click -> {
                            if (!field.isEmpty() && !field.getValue().isBlank()) {
                                save.accept(field.getValue());
                                dialog.close();
                            }
                        });
        done.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        done.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).listenOn(dialog);
        Dom.testId(done, "save-text");
        dialog.add(field);
        if (!hint.isEmpty()) {
            Paragraph words = new Paragraph(hint);
            words.addClassName("dialog-hint");
            dialog.add(words);
        }
        dialog.setWidth("560px");
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), done);
        dialog.open();
        field.focus();
    }
}
