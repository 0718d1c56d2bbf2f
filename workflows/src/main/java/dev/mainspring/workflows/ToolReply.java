package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a tool call ended, or what it waits for; what it gave is in the database.
 *
 * @param interrupted whether a person stopped the turn
 * @param halt whether the turn must end because the agent repeats itself
 * @param waits absent where the call has ended
 * @param agents chats of sub-agents whose workflows must be started; absent in replies of older
 *     releases
 */
public record ToolReply(
        ToolState state,
        boolean interrupted,
        boolean halt,
        @Nullable Wait waits,
        @Nullable List<ChatId> agents) {

    public ToolReply(ToolState state, boolean interrupted, boolean halt) {
        this(state, interrupted, halt, null, null);
    }
}
