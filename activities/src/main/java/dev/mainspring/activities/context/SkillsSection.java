package dev.mainspring.activities.context;

import dev.mainspring.activities.turn.PromptSection;
import dev.mainspring.store.ChatRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Lists the skills the agent can read. */
@Component
@Order(510)
class SkillsSection implements PromptSection {

    private static final String HEADING =
            """
            # Skills

            Before work that one of these is about, read it with read_skill and do as it says.

            """;

    private final Skills skills;

    SkillsSection(Skills skills) {
        this.skills = skills;
    }

    @Override
    public Optional<String> of(ChatRow chat) {
        List<Skills.Found> all = skills.of(chat);
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        all.stream()
                                .map(it -> it.skill().name() + ": " + it.skill().description())
                                .collect(Collectors.joining("\n- ", HEADING + "- ", "")));
    }
}
