package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.MessageRows;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the person's last message: what the agent is at work on. */
@Component
@Order(100)
class KeepWords implements CompactionKeep {

    private static final int MOST_CHARS = 8_000;

    private final MessageRows messages;

    KeepWords(MessageRows messages) {
        this.messages = messages;
    }

    @Override
    public Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept) {
        return messages.newestWords(branch)
                .filter(message -> !kept.contains(message))
                .map(message ->
                        "## The person's last message\n\n"
                                + SummaryRequest.cut(words(message), MOST_CHARS));
    }

    private static String words(Message message) {
        return message.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n\n"));
    }
}
