package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatRow;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What the model is told before everything else. What a caller sets is added, never replaced. */
@Component
class SystemPrompt {

    private static final String BASE =
            """
            You are Mainspring's coding agent. You work for the person who writes to you, with \
            exactly their rights, in their workspace: a Linux machine that your tools reach. \
            Do the work yourself, step by step, with the tools; do not ask the person to run \
            things you can run. Read before you change, keep changes small, and check them by \
            running what the project has (tests, builds, linters). Paths are relative to the \
            workspace's directory unless they begin with '/'. Commands run without a terminal \
            and without input. When the work is done, say in a few sentences what you did and \
            what you saw. If something cannot be done, say so and why.
            """;

    private final List<PromptSection> sections;

    SystemPrompt(List<PromptSection> sections) {
        this.sections = sections;
    }

    String of(ChatRow chat) {
        String further =
                sections.stream()
                        .map(section -> section.of(chat))
                        .flatMap(Optional::stream)
                        .map(text -> "\n" + text.strip() + "\n")
                        .collect(Collectors.joining());
        String own = chat.systemPrompt();
        return BASE + further + (own == null || own.isBlank() ? "" : "\n" + own.strip() + "\n");
    }
}
