package dev.mainspring.ui.chat;

import com.vaadin.flow.component.UI;
import dev.mainspring.chat.AgentView;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.ui.transcript.Transcript;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the cards of a chat's sub-agents as their rows are. */
final class AgentCards {

    private final ChatServices services;
    private final UserId user;
    private final ChatId chat;
    private final Transcript transcript;
    private List<AgentView> known = List.of();
    private @Nullable AgentsFeed feed;

    AgentCards(ChatServices services, UserId user, ChatId chat, Transcript transcript) {
        this.services = services;
        this.user = user;
        this.chat = chat;
        this.transcript = transcript;
    }

    void attach(UI ui) {
        feed = new AgentsFeed(services.streams(), user, ui, this::look);
        look();
    }

    void detach() {
        if (feed != null) {
            feed.close();
            feed = null;
        }
    }

    /** Reads the rows again. */
    void look() {
        known = services.agents().of(user, chat);
        if (feed != null) {
            feed.watch(known.stream().map(AgentView::id).collect(Collectors.toSet()));
        }
        show();
    }

    /** Shows what is known on cards that are new. */
    void show() {
        known.forEach(transcript::agent);
    }
}
