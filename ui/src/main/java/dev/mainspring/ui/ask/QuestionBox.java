package dev.mainspring.ui.ask;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Reply;
import dev.mainspring.ui.element.Dom;
import java.util.ArrayList;
import java.util.List;

/** One question: its options, and a field for other words. */
final class QuestionBox extends Div {

    private final Ask.Question question;
    private final Runnable onChange;
    private final List<NativeButton> options = new ArrayList<>();
    private final List<String> selected = new ArrayList<>();
    private final TextField other = new TextField();

    QuestionBox(Ask.Question question, Runnable onChange) {
        this.question = question;
        this.onChange = onChange;
        addClassName("question");
        Dom.testId(this, "question");
        getElement().setAttribute("role", "group");
        Dom.label(this, question.question());
        add(
                Dom.div(
                        "question-head",
                        Dom.span("chip", question.header()),
                        Dom.span("question-text", question.question())));
        Div list = Dom.div("question-options");
        for (int i = 0; i < question.options().size(); i++) {
            list.add(option(i, question.options().get(i)));
        }
        other.setPlaceholder("Something else …");
        other.setAriaLabel("Something else, in your own words");
        other.addClassName("ask-note");
        other.setValueChangeMode(ValueChangeMode.EAGER);
        other.addValueChangeListener(change -> {
            if (change.isFromClient() && !question.multiple() && !change.getValue().isBlank()) {
                selected.clear();
                show();
            }
            onChange.run();
        });
        Dom.testId(other, "other");
        add(list, other);
    }

    private NativeButton option(int index, Ask.Option option) {
        NativeButton button = new NativeButton();
        button.addClassName("option");
        button.getElement().setAttribute("type", "button");
        button.getElement().setAttribute("data-key", String.valueOf(index + 1));
        Dom.testId(button, "option");
        Div words = Dom.div("option-words", Dom.span("option-label", option.label()));
        if (!option.description().isBlank()) {
            words.add(Dom.span("option-description", option.description()));
        }
        button.add(Dom.span("key", String.valueOf(index + 1)), words);
        button.addClickListener(click -> choose(option.label()));
        options.add(button);
        return button;
    }

    private void choose(String label) {
        boolean was = selected.remove(label);
        if (!question.multiple()) {
            selected.clear();
            other.clear();
        }
        if (!was) {
            selected.add(label);
        }
        show();
        onChange.run();
    }

    private void show() {
        for (int i = 0; i < options.size(); i++) {
            boolean on = selected.contains(question.options().get(i).label());
            options.get(i).setClassName("chosen", on);
            options.get(i).getElement().setAttribute("aria-pressed", Boolean.toString(on));
        }
    }

    boolean isOptionChosen() {
        return !selected.isEmpty();
    }

    boolean isAnswered() {
        return isOptionChosen() || !other.getValue().isBlank();
    }

    Reply.Chosen chosen() {
        String words = other.getValue().strip();
        return new Reply.Chosen(selected, words.isEmpty() ? null : words);
    }
}
