package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Moment;
import java.time.Duration;
import java.time.Instant;

/** What the model thought aloud: one line, which opens. */
final class ReasoningLine extends Div {

    private final NativeButton line = new NativeButton();
    private final Span words = new Span();
    private final Prose text = new Prose();
    private String thought = "";
    private boolean open;

    ReasoningLine() {
        addClassName("reasoning");
        Dom.testId(this, "reasoning");
        Span chevron = Icon.CHEVRON.create();
        chevron.addClassName("call-chevron");
        Span icon = Icon.SPARK.create();
        icon.addClassName("call-icon");
        line.add(icon, words, chevron);
        line.addClassName("reasoning-line");
        line.addClickListener(click -> toggle());
        text.addClassName("reasoning-text");
        text.setVisible(false);
        add(line, text);
        line.getElement().setAttribute("aria-expanded", "false");
    }

    /** It thinks at this moment. */
    void thinking(Instant since) {
        words.removeAll();
        words.add(new Span("Thinking "), Moment.since(since));
    }

    void thought(Part.Reasoning reasoning) {
        if (reasoning.text().startsWith(Part.Reasoning.SEARCHED)) {
            words.setText(reasoning.text());
            line.setEnabled(false);
            return;
        }
        Long ms = reasoning.durationMs();
        words.setText(
                ms == null || ms < 1_000
                        ? "Thought"
                        : "Thought for " + Moment.words(Duration.ofSeconds(ms / 1_000)));
        show(reasoning.text());
        line.setEnabled(!reasoning.text().isBlank());
    }

    void show(String markdown) {
        thought = markdown;
        if (open) {
            text.show(markdown);
        }
    }

    private void toggle() {
        open = !open;
        line.getElement().setAttribute("aria-expanded", Boolean.toString(open));
        setClassName("call-open", open);
        text.setVisible(open);
        show(thought);
    }
}
