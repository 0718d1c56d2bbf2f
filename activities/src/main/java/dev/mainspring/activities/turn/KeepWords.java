package dev.mainspring.activities.turn;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.store.ChatRow;
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

    @Override
    public Optional<String> of(ChatRow chat, List<Message> path, List<Message> kept) {
        Optional<Message> last =
                path.reversed().stream()
                        .filter(message -> message.role() == Role.USER)
                        .filter(message -> !words(message).isBlank())
                        .findFirst();
        return last.filter(message -> !kept.contains(message))
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
