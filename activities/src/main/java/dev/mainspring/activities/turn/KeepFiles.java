package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.PathCalls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the names of the files the agent wrote, the last touched last. */
@Component
@Order(300)
class KeepFiles implements CompactionKeep {

    private static final int MOST_FILES = 200;

    private final PathCalls calls;

    KeepFiles(PathCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept) {
        List<String> newestFirst = calls.writtenFiles(branch, MOST_FILES);
        if (newestFirst.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                newestFirst.reversed().stream()
                        .map(name -> "- `" + name + "`")
                        .collect(Collectors.joining("\n", "## Files written\n\n", "")));
    }
}
