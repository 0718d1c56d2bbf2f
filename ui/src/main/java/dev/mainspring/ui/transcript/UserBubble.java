package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.file.FileLinks;
import java.util.List;

/** What a person wrote. */
final class UserBubble extends Div {

    /** UTF-16 code units shown at first: some two screens. */
    private static final int SHOWN_CHARS = 4_000;

    UserBubble(List<Part> parts) {
        addClassName("bubble");
        Dom.testId(this, "user-message");
        getElement().setAttribute("role", "article");
        Dom.label(this, "Your message");
        parts.forEach(this::addPart);
    }

    private void addPart(Part part) {
        switch (part) {
            case Part.Text text -> addText(text.text());
            case Part.FileReference it -> {
                add(Dom.span("chip", it.path() + ":" + it.startLine() + "–" + it.endLine()));
                add(Dom.span("bubble-excerpt", it.excerpt()));
            }
            case Part.Image it -> add(FileLinks.image(it));
            case Part.File it -> add(FileLinks.file(it));
            case Part.Notice it -> add(Dom.span("call-note", it.text()));
            case Part.Source it -> add(Dom.span("chip", it.title()));
            case Part.Compaction _, Part.Reasoning _, Part.ToolCall _, Part.ToolResult _ -> {
                // Nobody writes these.
            }
        }
    }

    private void addText(String text) {
        if (text.length() <= SHOWN_CHARS) {
            add(Dom.span("bubble-text", text));
            return;
        }
        var shown = Dom.span("bubble-text", text.substring(0, SHOWN_CHARS) + " …");
        NativeButton more = new NativeButton("Show all");
        more.addClassName("text-button");
        more.addClickListener(click -> {
            shown.setText(text);
            more.setVisible(false);
        });
        add(shown, more);
    }
}
