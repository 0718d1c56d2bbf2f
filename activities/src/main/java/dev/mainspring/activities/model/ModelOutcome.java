package dev.mainspring.activities.model;

import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a model call ended. */
public sealed interface ModelOutcome {

    /** Why the model stopped. */
    enum Finish {
        END,
        TOOL_CALLS,
        LENGTH
    }

    /**
     * A whole answer.
     *
     * @param parts in the order they came; tool calls carry fresh ids of ours
     */
    record Answered(List<Part> parts, Finish finish, Usage usage) implements ModelOutcome {
        public Answered {
            parts = List.copyOf(parts);
        }
    }

    /**
     * No whole answer.
     *
     * @param message what the provider said, without secrets
     * @param retryAfter as the provider asked
     * @param partial what came before the failure; incomplete tool calls left out
     * @param usage what the provider had counted by then
     */
    record Failed(
            ErrorKind kind,
            boolean retryable,
            @Nullable Duration retryAfter,
            String message,
            List<Part> partial,
            Usage usage)
            implements ModelOutcome {
        public Failed {
            partial = List.copyOf(partial);
        }
    }

    /**
     * A person stopped it.
     *
     * @param partial what came before; incomplete tool calls left out
     * @param usage what the provider had counted by then
     */
    record Interrupted(List<Part> partial, Usage usage) implements ModelOutcome {
        public Interrupted {
            partial = List.copyOf(partial);
        }
    }
}
