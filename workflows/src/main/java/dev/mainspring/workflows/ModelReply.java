package dev.mainspring.workflows;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mainspring.conversation.TurnError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a model call ended; what it said is in the database. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "reply")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelReply.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = ModelReply.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ModelReply.Interrupted.class, name = "interrupted"),
    @JsonSubTypes.Type(value = ModelReply.TooLong.class, name = "too_long")
})
public sealed interface ModelReply {

    /** An answer; without calls it is the final one. */
    record Answered(List<ToolCallRef> calls) implements ModelReply {}

    /**
     * No answer.
     *
     * @param retryAfterMs as the provider asked, milliseconds
     */
    record Failed(TurnError error, @Nullable Long retryAfterMs) implements ModelReply {}

    /** A person stopped it. */
    record Interrupted() implements ModelReply {}

    /** No answer: the conversation is to be summarised first. */
    record TooLong() implements ModelReply {}
}
