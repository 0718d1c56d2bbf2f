package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelOutcome;
import dev.mainspring.activities.model.ModelRequest;
import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.store.ChatRow;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One question to a model beside the conversation, and the text of its answer. */
final class SideRequest {

    private SideRequest() {}

    static ModelRequest of(ChatRow chat, ModelRef model, String system, String question) {
        Message message =
                new Message(
                        MessageId.random(),
                        BranchId.random(),
                        1,
                        Role.USER,
                        List.of(new Part.Text(question)),
                        null,
                        null,
                        null,
                        null,
                        Instant.EPOCH);
        return new ModelRequest(
                chat.id(),
                model,
                system,
                List.of(message),
                List.of(),
                null,
                file -> {
                    throw new IllegalStateException("the question names no file " + file);
                });
    }

    static String text(ModelOutcome.Answered answer) {
        return answer.parts().stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text().strip())
                .collect(Collectors.joining("\n\n"));
    }
}
