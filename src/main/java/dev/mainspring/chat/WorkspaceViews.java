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
    private final WorkspaceWarnings warnings;

    WorkspaceViews(
            ChatAccess access,
            ChatRows chats,
            Workspaces workspaces,
            TemplateRights templates,
            WorkspaceWarnings warnings) {
        this.access = access;
        this.chats = chats;
        this.workspaces = workspaces;
        this.templates = templates;
        this.warnings = warnings;
    }

    /** The workspace of a chat, a sub-agent's is its parent's; empty while it has none. */
    public Optional<WorkspaceRow> of(UserId user, ChatId chat) {
        access.require(user, chat);
        return chats.root(chat)
                .flatMap(root -> Optional.ofNullable(root.workspaceId()))
                .flatMap(workspaces::find);
    }

    /** The workspaces this person has, the last used first. */
    public List<WorkspaceRow> list(UserId user) {
        return workspaces.list(user);
    }

    /** Why workspaces this person may have are not safe on this machine; empty where they are. */
    public Optional<String> unsafe(UserId user) {
        return templates.usable(user).stream()
                .flatMap(template -> warnings.of(template).stream())
                .filter(WorkspaceWarnings.Warning::unsafe)
                .map(WorkspaceWarnings.Warning::words)
                .findFirst();
    }

    /** The templates this person may choose for a new chat. */
    public List<Template> templates(UserId user) {
        return templates.usable(user).stream().filter(it -> !it.agentsOnly()).toList();
    }
}
