package dev.mainspring.activities.turn;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.store.ChatRow;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells a sub-agent what it is. */
@Component
@Order(100)
class AgentSection implements PromptSection {

    private static final String GENERAL =
            """
            You are a sub-agent: another agent gave you the first message as your task. Others may \
            work in the same workspace beside you, so touch only what your task needs. Your last \
            answer is your report, and all that agent sees of your work: say what you found or \
            did, where, and what is left. Nobody answers questions; decide what you can yourself.
            """;

    private static final String EXPLORE =
            GENERAL + "\nYou have reading tools only: change nothing, look and report.\n";

    @Override
    public Optional<String> of(ChatRow chat) {
        AgentType type = chat.options().agent();
        return type == null
                ? Optional.empty()
                : Optional.of(type == AgentType.EXPLORE ? EXPLORE : GENERAL);
    }
}
