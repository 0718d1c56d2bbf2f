package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Part;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Tokens;

/** Where the conversation was summarised for the model: one line, which opens to the summary. */
final class CompactionCard extends Div {

    private final NativeButton line = new NativeButton();
    private final Prose text = new Prose();
    private final String summary;
    private boolean open;

    CompactionCard(Part.Compaction compaction) {
        summary = compaction.summary();
        addClassName("compaction");
        Dom.testId(this, "compaction");
        Span icon = Icon.FOLD.create();
        icon.addClassName("call-icon");
        Span chevron = Icon.CHEVRON.create();
        chevron.addClassName("call-chevron");
        line.add(icon, Dom.span("compaction-words", words(compaction)), chevron);
        line.addClassName("reasoning-line");
        line.addClickListener(click -> toggle());
        line.getElement().setAttribute("aria-expanded", "false");
        line.getElement()
                .setAttribute(
                        "title",
                        "The model goes on from this summary; you can still read all of it above");
        text.addClassName("reasoning-text");
        text.setVisible(false);
        Dom.testId(text, "compaction-summary");
        add(line, text);
    }

    private static String words(Part.Compaction compaction) {
        int messages = compaction.fromPosition() - 1;
        String what = "Summarised " + messages + (messages == 1 ? " message" : " messages");
        Long before = compaction.tokensBefore();
        Long after = compaction.tokensAfter();
        return before == null || after == null
                ? what
                : what + ", " + Tokens.words(before) + " → " + Tokens.words(after) + " tokens";
    }

    private void toggle() {
        open = !open;
        line.getElement().setAttribute("aria-expanded", Boolean.toString(open));
        setClassName("call-open", open);
        text.setVisible(open);
        if (open) {
            text.show(summary);
        }
    }
}
