package dev.mainspring.chat;

import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.RequestKind;
import dev.mainspring.conversation.RequestState;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.RequestRows;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the agent asked of a person.
 *
 * @param chatId the chat that asks: this one, or that of a sub-agent
 * @param reply null while it is open, and where it was withdrawn
 * @param answeredBy null where nobody is known, as after a signal
 */
public record RequestView(
        RequestId id,
        ChatId chatId,
        ToolCallId toolCallId,
        RequestKind kind,
        RequestState state,
        Ask ask,
        @Nullable Reply reply,
        @Nullable UserId answeredBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static RequestView of(RequestRows.Request request) {
        return new RequestView(
                request.id(),
                request.chatId(),
                request.toolCallId(),
                request.ask().kind(),
                request.state(),
                request.ask(),
                request.reply(),
                request.answeredBy(),
                request.createdAt(),
                request.endedAt());
    }
}
