package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What a person sees of workspaces beside a chat. */
@Service
public class WorkspaceViews {

    private final ChatAccess access;
    private final ChatRows chats;
    private final Workspaces workspaces;
    private final TemplateRights templates;

    WorkspaceViews(
            ChatAccess access, ChatRows chats, Workspaces workspaces, TemplateRights templates) {
        this.access = access;
        this.chats = chats;
        this.workspaces = workspaces;
        this.templates = templates;
    }

    /** The workspace of a chat, a sub-agent's is its parent's; empty while it has none. */
    public Optional<WorkspaceRow> of(UserId user, ChatId chat) {
        access.require(user, chat);
        return chats.root(chat)
                .flatMap(root -> Optional.ofNullable(root.workspaceId()))
                .flatMap(workspaces::find);
    }

    /** The templates this person may choose for a new chat. */
    public List<Template> templates(UserId user) {
        return templates.usable(user).stream().filter(it -> !it.agentsOnly()).toList();
    }
}
