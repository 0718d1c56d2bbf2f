package dev.mainspring.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import dev.mainspring.conversation.Reply;
import dev.mainspring.ui.element.Dom;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The frame of a card: a heading, what is asked, a note, and buttons with their keys. */
final class Card extends Div {

    private final String who;
    private final Consumer<Reply> answer;
    private final TextField note = new TextField();
    private final Div actions = Dom.div("ask-actions");

    /**
     * An empty frame.
     *
     * @param who asks, in words
     */
    Card(String who, Consumer<Reply> answer) {
        this.who = who;
        this.answer = answer;
        addClassName("ask-card");
        Dom.testId(this, "ask-card");
        getElement().setAttribute("role", "group").setAttribute("tabindex", "-1");
        note.setPlaceholder("Note for the agent (optional)");
        note.setAriaLabel("Note for the agent");
        note.addClassName("ask-note");
        Dom.testId(note, "ask-note");
        addAttachListener(event -> getElement().executeJs("window.mainspring.ask(this)"));
    }

    /** The heading, in which {@code %s} is who asks. */
    void heading(String template) {
        String asked = template.formatted(who);
        String words = asked.substring(0, 1).toUpperCase(Locale.ROOT) + asked.substring(1);
        Div head = Dom.div("ask-head", Dom.span("dot needs-you", ""), new Span(words));
        Dom.label(this, words);
        add(head);
    }

    void body(Component... parts) {
        Div body = Dom.div("ask-body", parts);
        body.getElement().setAttribute("tabindex", "0");
        Dom.label(body, "What is asked");
        add(body);
    }

    /** Adds the note and the line of buttons, which must be last. */
    void footer(boolean withNote, Button... buttons) {
        actions.removeAll();
        actions.add(buttons);
        if (withNote) {
            add(note);
        }
        add(actions);
    }

    /** Absent where nothing was written. */
    @Nullable String note() {
        String written = note.getValue().strip();
        return written.isEmpty() ? null : written;
    }

    void answer(Reply reply) {
        answer.accept(reply);
    }

    /**
     * A button of a card.
     *
     * @param key that presses it, too; empty for none
     */
    static Button button(String words, String testId, String key, Runnable action) {
        Button button = new Button(words, click -> action.run());
        if (!key.isEmpty()) {
            button.getElement().setAttribute("data-key", key.toLowerCase(Locale.ROOT));
            button.setSuffixComponent(Dom.span("key", key));
        }
        return Dom.testId(button, testId);
    }

    static Button primary(Button button) {
        button.addThemeVariants(ButtonVariant.AURA_PRIMARY);
        return button;
    }

    static Button quiet(Button button) {
        button.addThemeVariants(ButtonVariant.AURA_TERTIARY);
        return button;
    }
}
