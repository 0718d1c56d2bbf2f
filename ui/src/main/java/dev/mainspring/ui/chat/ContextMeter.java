package dev.mainspring.ui.chat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import dev.mainspring.chat.ChatContexts;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.element.Tokens;

/** How full the model's context is: a ring that opens to the numbers and to "Summarise now". */
final class ContextMeter extends Div {

    private static final int ALL = 100;

    private final NativeButton ring = new NativeButton();
    private final Paragraph words = new Paragraph();
    private final Button compact;

    /**
     * A meter that shows nothing yet.
     *
     * @param onCompact has the conversation summarised
     */
    ContextMeter(Runnable onCompact) {
        addClassName("context-meter");
        ring.addClassName("context-ring");
        Dom.testId(ring, "context-meter");
        Popover more = new Popover();
        more.setTarget(ring);
        more.setPosition(PopoverPosition.TOP_START);
        more.addClassName("context-more");
        compact =
                new Button(
                        "Summarise now",
                        Icon.FOLD.create(),
                        click -> {
                            more.close();
                            onCompact.run();
                        });
        Dom.testId(compact, "compact");
        more.add(Dom.testId(words, "context-words"), compact);
        add(ring, more);
    }

    void show(ChatContexts.Fill fill, boolean archived) {
        long percent = Math.min(ALL, Math.round(ALL * (double) fill.tokens() / fill.limitTokens()));
        ring.getStyle().set("--fill", percent + "%");
        ring.setClassName("is-full", fill.tokens() >= fill.compactAtTokens());
        Dom.label(ring, "Context " + percent + " % full");
        ring.getElement().setAttribute("title", "Context " + percent + " % full");
        words.setText(
                "About %s of the %s tokens this model can read. From %s on, earlier messages are summarised for it.%s"
                        .formatted(
                                Tokens.words(fill.tokens()),
                                Tokens.words(fill.limitTokens()),
                                Tokens.words(fill.compactAtTokens()),
                                fill.canCompact() ? "" : " Now a summary would save hardly any."));
        compact.setEnabled(fill.canCompact() && !archived);
    }
}
