package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the agent what plan mode asks of it. */
@Component
@Order(900)
class PlanModeSection implements PromptSection {

    private static final String TEXT =
            """
            Plan mode is on: change nothing. Look around with the reading tools (commands need the \
            person's approval each time), ask the person where something is unclear, and end \
            with propose_plan: what to change, where, in which order, how it will be checked.
            """;

    private static final String OF_AGENT =
            """
            Plan mode is on: change nothing. Look around with the reading tools (commands need the \
            person's approval each time), and report what you found and what you would change.
            """;

    private final ChatRows chats;

    PlanModeSection(ChatRows chats) {
        this.chats = chats;
    }

    @Override
    public Optional<String> of(ChatRow chat) {
        if (!chats.inPlanMode(chat)) {
            return Optional.empty();
        }
        return Optional.of(chat.options().agent() == null ? TEXT : OF_AGENT);
    }
}
