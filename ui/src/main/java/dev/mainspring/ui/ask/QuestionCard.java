package dev.mainspring.ui.ask;

import com.vaadin.flow.component.button.Button;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Reply;
import java.util.List;

/** A form of questions. One question with one answer needs one click only. */
final class QuestionCard {

    private QuestionCard() {}

    static void fill(Card card, Ask.Questions form) {
        boolean single = form.questions().size() == 1 && !form.questions().getFirst().multiple();
        card.heading(
                form.questions().size() == 1
                        ? "%s has a question"
                        : "%s has " + form.questions().size() + " questions");
        Form shown = new Form(card, form, single);
        card.body(shown.questions.toArray(QuestionBox[]::new));
        card.footer(false, shown.send);
    }

    /** What was chosen so far. */
    private static final class Form {

        private final Card card;
        private final List<QuestionBox> questions;
        private final Button send;

        Form(Card card, Ask.Questions form, boolean single) {
            this.card = card;
            this.send = Card.primary(Card.button("Answer", "answer", "", this::send));
            this.questions =
                    form.questions().stream()
                            .map(it -> new QuestionBox(it, () -> chosen(single)))
                            .toList();
            chosen(false);
        }

        private void chosen(boolean sendNow) {
            boolean complete =
                    questions != null && questions.stream().allMatch(QuestionBox::isAnswered);
            send.setEnabled(complete);
            if (complete && sendNow && questions.getFirst().isOptionChosen()) {
                send();
            }
        }

        private void send() {
            card.answer(Reply.answers(questions.stream().map(QuestionBox::chosen).toList(), null));
        }
    }
}
