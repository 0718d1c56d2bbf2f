package dev.mainspring.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.chat.RequestView;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Reply;
import dev.mainspring.ui.element.Dom;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The same decision where it stands in the transcript, in a line of buttons. Notes, rewriting a
 * plan and forms are on the card above the composer, to which the last button leads.
 */
public final class InPlace {

    private static final String TO_CARD =
            "document.querySelector('.needs-you-cards .ask-card')?.focus()";

    private InPlace() {}

    /**
     * The buttons.
     *
     * @param answer takes what the person decided
     */
    public static Component of(RequestView request, BiConsumer<RequestView, Reply> answer) {
        Div line = Dom.testId(Dom.div("ask-in-place"), "ask-in-place");
        Buttons buttons = new Buttons(line, request, answer);
        switch (request.ask()) {
            case Ask.Approval approval -> {
                buttons.yes("Allow", approval.summary(), Decision.ALLOW);
                buttons.no("Deny", approval.summary(), Decision.DENY);
            }
            case Ask.Plan _ -> {
                buttons.yes("Approve", "the plan", Decision.APPROVE);
                buttons.no("Reject", "the plan", Decision.REJECT);
            }
            case Ask.Questions form -> options(form, buttons);
        }
        return line;
    }

    /** One question with one answer needs one click here, too; a form is filled in below. */
    private static void options(Ask.Questions form, Buttons buttons) {
        Ask.Question first = form.questions().getFirst();
        if (form.questions().size() == 1 && !first.multiple()) {
            first.options().forEach(option -> buttons.option(option.label(), first.question()));
        }
        buttons.more();
    }

    private record Buttons(Div line, RequestView request, BiConsumer<RequestView, Reply> answer) {

        void yes(String words, String what, Decision decision) {
            add(button(words, what, Reply.of(decision, null)), decision.wire());
        }

        void no(String words, String what, Decision decision) {
            add(Card.quiet(button(words, what, Reply.of(decision, null))), decision.wire());
        }

        void option(String label, String question) {
            Reply.Chosen chosen = new Reply.Chosen(List.of(label), null);
            add(button(label, question, Reply.answers(List.of(chosen), null)), "option");
        }

        void more() {
            Button more = new Button("Answer below", click -> line.getElement().executeJs(TO_CARD));
            add(Card.quiet(more), "below");
        }

        private Button button(String words, String what, Reply reply) {
            return Dom.label(
                    new Button(words, click -> answer.accept(request, reply)), words + ": " + what);
        }

        private void add(Button button, String testId) {
            line.add(Dom.testId(button, "in-place-" + testId));
        }
    }
}
