package dev.mainspring.store;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a sub-agent has to say: the text of its last answer. */
@Component
public class AgentReport {

    /** Messages looked at from the end; notices and results may stand behind the answer. */
    private static final int NEWEST = 10;

    private final MessageRows messages;

    AgentReport(MessageRows messages) {
        this.messages = messages;
    }

    /** Empty where it has said nothing yet. */
    public Optional<String> of(ChatRow agent) {
        return messages.before(agent.branchId(), Integer.MAX_VALUE, NEWEST).reversed().stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .map(AgentReport::text)
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    private static String text(Message answer) {
        return answer.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n\n"));
    }
}
