package dev.mainspring.workflows;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.mainspring.conversation.StopReason;
import dev.mainspring.conversation.TurnError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a turn does next. Steps count from 1. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "next")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Next.CallModel.class, name = "model"),
    @JsonSubTypes.Type(value = Next.RunTools.class, name = "tools"),
    @JsonSubTypes.Type(value = Next.Compact.class, name = "compact"),
    @JsonSubTypes.Type(value = Next.End.class, name = "end")
})
public sealed interface Next {

    record CallModel(int step) implements Next {}

    /** Runs the calls that step's reply asked for, those without a receipt. */
    record RunTools(int step, List<ToolCallRef> calls) implements Next {}

    /** Summarises the conversation, and nothing else. */
    record Compact() implements Next {}

    /** The turn is over. */
    record End(StopReason reason, @Nullable TurnError error) implements Next {
        static final End ANSWERED = new End(StopReason.END_TURN, null);
        static final End INTERRUPTED = new End(StopReason.INTERRUPTED, null);
        static final End STEP_LIMIT = new End(StopReason.STEP_LIMIT, null);
    }
}
