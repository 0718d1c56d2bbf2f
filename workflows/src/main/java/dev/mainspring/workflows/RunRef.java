package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * The run that writes, for the fence.
 *
 * @param runId the Temporal run
 * @param originalRunId differs from it only after a Reset
 * @param continuedRunId the run it continues as new
 */
public record RunRef(
        ChatId chat, String runId, String originalRunId, @Nullable String continuedRunId) {

    /** Whether a Reset made this run. */
    public boolean fromReset() {
        return !runId.equals(originalRunId);
    }
}
