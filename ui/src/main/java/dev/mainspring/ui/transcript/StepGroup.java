package dev.mainspring.ui.transcript;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.element.Icon;
import dev.mainspring.ui.tool.ToolCard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tool calls with nothing said between them; many good ones in a row fold into one line. */
final class StepGroup extends Div {

    /** Five or more consecutive successful calls fold. */
    private static final int FOLDS_FROM = 5;

    private final List<ToolCard> cards = new ArrayList<>();
    private final Map<ToolCallId, Fold> folds = new HashMap<>();

    StepGroup() {
        addClassName("steps");
    }

    void addCard(ToolCard card) {
        cards.add(card);
        add(card);
        refold();
    }

    /** Folds and unfolds after a card changed. */
    void refold() {
        List<Fold> needed = new ArrayList<>();
        List<ToolCard> run = new ArrayList<>();
        for (ToolCard card : cards) {
            if (card.folds()) {
                run.add(card);
                continue;
            }
            card.removeClassName("folded");
            close(run, needed);
        }
        close(run, needed);
        folds.values().stream().filter(fold -> !needed.contains(fold)).forEach(this::remove);
        folds.values().retainAll(needed);
    }

    private void close(List<ToolCard> run, List<Fold> needed) {
        if (run.size() < FOLDS_FROM) {
            run.forEach(card -> card.removeClassName("folded"));
        } else {
            Fold fold = folds.computeIfAbsent(run.getFirst().call().id(), id -> fold(run));
            fold.holds(List.copyOf(run));
            needed.add(fold);
        }
        run.clear();
    }

    private Fold fold(List<ToolCard> run) {
        Fold fold = new Fold(run.stream().anyMatch(ToolCard::isOpen));
        addComponentAtIndex(indexOf(run.getFirst()), fold);
        return fold;
    }

    /** The line that stands for cards. */
    private static final class Fold extends Div {

        private final Span words = new Span();
        private final NativeButton line = new NativeButton();
        private List<ToolCard> held = List.of();
        private boolean open;

        Fold(boolean open) {
            this.open = open;
            Span icon = Icon.LIST.create();
            icon.addClassName("call-icon");
            Span chevron = Icon.CHEVRON.create();
            chevron.addClassName("call-chevron");
            line.add(icon, words, chevron);
            line.addClassName("call-line");
            line.addClickListener(click -> toggle());
            addClassName("fold");
            Dom.testId(this, "fold");
            add(line);
        }

        void holds(List<ToolCard> cards) {
            held = cards;
            words.setText(cards.size() + " steps");
            show();
        }

        private void toggle() {
            open = !open;
            show();
        }

        private void show() {
            setClassName("call-open", open);
            line.getElement().setAttribute("aria-expanded", Boolean.toString(open));
            held.forEach(card -> card.setClassName("folded", !open));
        }
    }
}
