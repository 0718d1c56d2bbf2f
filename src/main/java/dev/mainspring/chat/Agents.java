package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.AgentRows;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The sub-agents of chats. */
@Service
public class Agents {

    private final ChatAccess access;
    private final AgentRows agents;

    Agents(ChatAccess access, AgentRows agents) {
        this.access = access;
        this.agents = agents;
    }

    /**
     * A chat's sub-agents, the oldest first.
     *
     * @throws ProblemException not_found
     */
    public List<AgentView> of(UserId user, ChatId chat) {
        access.require(user, chat);
        return agents.of(chat).stream().map(AgentView::of).toList();
    }

    /** The sub-agents of several of this person's chats; a chat that has none is absent. */
    public Map<ChatId, List<AgentView>> of(UserId user, List<ChatId> chats) {
        return agents.of(chats).stream()
                .filter(row -> row.chat().ownerId().equals(user))
                .map(AgentView::of)
                .collect(Collectors.groupingBy(AgentView::parentChatId));
    }
}
