package dev.mainspring.ui.ask;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.markdown.MarkdownBox;

/** A plan to approve, rewrite or reject. */
final class PlanCard {

    private static final int MAX_ROWS = 16;

    private final Card card;
    private final Ask.Plan plan;
    private final Div shown;
    private final TextArea edited = new TextArea();
    private final Button edit;
    private final Button approve;

    private PlanCard(Card card, Ask.Plan plan) {
        this.card = card;
        this.plan = plan;
        this.shown = MarkdownBox.of(plan.plan());
        this.approve = Card.primary(Card.button("Approve", "approve", "A", this::approve));
        this.edit = Card.button("Edit", "edit-plan", "", this::toggle);
    }

    static void fill(Card card, Ask.Plan plan) {
        new PlanCard(card, plan).build();
    }

    private void build() {
        card.heading("%s proposes a plan");
        edited.setValue(plan.plan());
        edited.setWidthFull();
        edited.setMaxRows(MAX_ROWS);
        edited.setAriaLabel("The plan, as you want it");
        edited.setVisible(false);
        Dom.testId(edited, "plan-text");
        card.body(shown, edited);
        Button reject = Card.quiet(Card.button("Reject", "reject", "D", this::reject));
        reject.addClassName("ask-no");
        card.footer(true, approve, edit, reject);
    }

    private void approve() {
        boolean changed = edited.isVisible() && !edited.getValue().equals(plan.plan());
        card.answer(
                changed
                        ? Reply.plan(Decision.EDIT, edited.getValue(), card.note())
                        : Reply.plan(Decision.APPROVE, null, card.note()));
    }

    private void reject() {
        card.answer(Reply.plan(Decision.REJECT, null, card.note()));
    }

    private void toggle() {
        boolean editing = !edited.isVisible();
        edited.setVisible(editing);
        shown.setVisible(!editing);
        edit.setText(editing ? "Cancel" : "Edit");
        approve.setText(editing ? "Approve with changes" : "Approve");
        if (editing) {
            edited.focus();
        } else {
            edited.setValue(plan.plan());
        }
    }
}
