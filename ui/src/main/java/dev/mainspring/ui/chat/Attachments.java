package dev.mainspring.ui.chat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.DomEvent;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The files of a message to be. Choosing, pasting, dropping, uploading and showing them is the
 * browser's work: attachments.js.
 */
@JavaScript("context://assets/attachments.js")
final class Attachments extends Div {

    /** What a composer's send event has to bring. */
    static final String EVENT_DATA = "event.detail.files";

    Attachments() {
        addClassName("attachments");
        getElement().setAttribute("hidden", true);
        Dom.testId(this, "attachments");
    }

    /** Begins to take files for a composer that is on screen. */
    void start(Div composer, String draftKey) {
        composer.getElement()
                .executeJs("window.mainspringFiles.attach(this, $0, $1)", this, draftKey);
    }

    /** Opens the choice of files; the browser hears the click. */
    static Button button() {
        Button button = new Button(Icon.PAPERCLIP.create());
        button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        button.addClassNames("icon-button", "attach");
        button.setTooltipText("Attach files and images");
        Dom.label(button, "Attach files and images");
        return Dom.testId(button, "attach");
    }

    /** What was written and what is attached; empty where there is neither. */
    static List<Part> parts(String text, DomEvent event) {
        List<Part> parts = new ArrayList<>();
        if (!text.isBlank()) {
            parts.add(new Part.Text(text));
        }
        for (String id : event.getEventData().path(EVENT_DATA).asString("").split(" ")) {
            if (!id.isEmpty()) {
                parts.add(new Part.File(UUID.fromString(id), "", "", 0));
            }
        }
        return parts;
    }
}
