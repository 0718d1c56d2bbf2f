package dev.mainspring.ui.ask;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.chat.RequestView;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.tool.Call;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The cards of what waits for the person, oldest first. A, D and 1 to 4 press the first card's
 * buttons: mainspring.js.
 */
public final class NeedsYou extends Div {

    private final Function<RequestView, String> who;
    private final Function<RequestView, Call> calls;
    private final BiConsumer<RequestView, Reply> answer;
    private final Map<RequestId, Component> cards = new HashMap<>();

    /**
     * No cards yet.
     *
     * @param who tells who asks, in words: the agent, or one of its sub-agents
     * @param calls finds the call that a request is about
     * @param answer takes what the person decided
     */
    public NeedsYou(
            Function<RequestView, String> who,
            Function<RequestView, Call> calls,
            BiConsumer<RequestView, Reply> answer) {
        this.who = who;
        this.calls = calls;
        this.answer = answer;
        addClassName("needs-you-cards");
        Dom.testId(this, "needs-you");
    }

    /** Shows what waits now; what is on screen already keeps what was typed into it. */
    public void show(List<RequestView> open) {
        List<RequestId> ids = open.stream().map(RequestView::id).toList();
        cards.entrySet()
                .removeIf(entry -> {
                    boolean gone = !ids.contains(entry.getKey());
                    if (gone) {
                        remove(entry.getValue());
                    }
                    return gone;
                });
        for (RequestView request : open) {
            cards.computeIfAbsent(
                    request.id(),
                    id -> {
                        Component card = card(request);
                        add(card);
                        return card;
                    });
        }
    }

    private Component card(RequestView request) {
        Card card = new Card(who.apply(request), reply -> answer.accept(request, reply));
        switch (request.ask()) {
            case Ask.Approval approval -> ApprovalCard.fill(card, approval, calls.apply(request));
            case Ask.Questions form -> QuestionCard.fill(card, form);
            case Ask.Plan plan -> PlanCard.fill(card, plan);
        }
        return card;
    }
}
