package dev.mainspring.activities.context;

import dev.mainspring.activities.turn.PromptSection;
import dev.mainspring.store.ChatRow;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the agent what AGENTS.md and CLAUDE.md say, from the workspace's directory upward. */
@Component
@Order(500)
class InstructionsSection implements PromptSection {

    private static final String HEADING =
            """
            # Instructions of the workspace

            The files below hold the project's rules: follow them. Where two disagree, the later \
            one counts; what the person says counts more than any. Files of that name in deeper \
            folders come with the first file you touch there.

            """;

    private final Briefings briefings;

    InstructionsSection(Briefings briefings) {
        this.briefings = briefings;
    }

    @Override
    public Optional<String> of(ChatRow chat) {
        String text = briefings.of(chat).instructions();
        return text.isEmpty() ? Optional.empty() : Optional.of(HEADING + text);
    }
}
