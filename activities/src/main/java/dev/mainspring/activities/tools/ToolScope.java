package dev.mainspring.activities.tools;

import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatRow;
import org.jspecify.annotations.Nullable;

/**
 * For whom tools are offered and run.
 *
 * @param root the chat itself, or for a sub-agent the chat it works for
 * @param agent what kind of sub-agent this is; absent for a person's own chat
 * @param planMode whether only what changes nothing is offered
 */
public record ToolScope(
        ChatId chat,
        ChatId root,
        UserId owner,
        ModelRef model,
        @Nullable AgentType agent,
        boolean planMode) {

    public static ToolScope of(ChatRow chat) {
        return new ToolScope(
                chat.id(),
                chat.parentChatId() == null ? chat.id() : chat.parentChatId(),
                chat.ownerId(),
                chat.model(),
                chat.options().agent(),
                chat.options().planMode());
    }

    /** The same, in plan mode or not: a sub-agent is in that of the chat it works for, too. */
    public ToolScope inPlanMode(boolean on) {
        return new ToolScope(chat, root, owner, model, agent, on);
    }

    public boolean isRoot() {
        return agent == null;
    }
}
