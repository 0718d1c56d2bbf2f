package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.tools.ChatShells;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.conversation.WorkspaceVerb;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.ChatRows;
import dev.mainspring.store.OrderRefusedException;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Gives chats their shells, and has workspaces made and started where a tool needs one. */
@Component
public class ChatWorkspaces implements ChatShells {

    private final WorkspaceOrders orders;
    private final TemplateRights templates;
    private final ChatRows chats;
    private final Builds builds;
    private final Connections connections;

    ChatWorkspaces(
            WorkspaceOrders orders,
            TemplateRights templates,
            ChatRows chats,
            Builds builds,
            Connections connections) {
        this.orders = orders;
        this.templates = templates;
        this.chats = chats;
        this.builds = builds;
        this.connections = connections;
    }

    @Override
    public Shell require(
            ChatId chat, UserId owner, Consumer<String> progress, Cancellation cancellation) {
        WorkspaceRow row = orders.ofChat(chat).orElseGet(() -> create(root(chat), owner));
        requireRight(owner, row);
        if (!row.usable()) {
            row = ready(row, progress, cancellation);
        }
        return connections.use(row);
    }

    @Override
    public Optional<Shell> existing(ChatId chat, UserId owner) {
        return orders.ofChat(chat).filter(WorkspaceRow::usable).map(connections::use);
    }

    @Override
    public Optional<Shell> existing(WorkspaceId workspace) {
        return builds.find(workspace).filter(WorkspaceRow::usable).map(connections::shell);
    }

    /**
     * Waits until a workspace is ready, starting it where it is stopped or failed.
     *
     * @throws ToolRefusedException if it does not become ready; with why
     * @throws DetachedException if the wait is told to end
     */
    public WorkspaceRow ready(
            WorkspaceRow row, Consumer<String> progress, Cancellation cancellation) {
        WorkspaceRow asked = row;
        if (!row.moving() && row.state() != WorkspaceState.READY) {
            asked = orders.request(row.ownerId(), row.id(), WorkspaceVerb.START).orElse(row);
        }
        WorkspaceRow settled = builds.await(asked, progress, cancellation);
        if (settled.state() == WorkspaceState.READY) {
            return settled;
        }
        throw new ToolRefusedException(
                settled.error() == null
                        ? "the workspace is " + settled.state().wire()
                        : "the workspace could not be made ready: " + settled.error());
    }

    /** Stops a workspace and waits until it has stopped, or failed to. */
    public WorkspaceRow stop(
            WorkspaceRow row, Consumer<String> progress, Cancellation cancellation) {
        WorkspaceRow asked =
                orders.request(row.ownerId(), row.id(), WorkspaceVerb.STOP).orElse(row);
        return builds.await(asked, progress, cancellation);
    }

    /** The folder the agent works in. */
    public String directory(WorkspaceRow ready) {
        return connections.shell(ready).directory();
    }

    /** A right that was taken away ends with the next call. */
    private void requireRight(UserId owner, WorkspaceRow row) {
        if (templates.find(owner, row.templateId()).isEmpty()) {
            throw new ToolRefusedException(
                    "the workspace's template '" + row.templateId() + "' may not be used any more");
        }
    }

    /** A sub-agent works in the workspace of the chat it works for. */
    private ChatId root(ChatId chat) {
        return chats.root(chat).map(ChatRow::id).orElse(chat);
    }

    private WorkspaceRow create(ChatId chat, UserId owner) {
        TemplateId template =
                chats.find(chat)
                        .map(ChatRow::templateId)
                        .or(() -> previous(chat))
                        .orElseGet(() -> only(owner));
        try {
            return orders.createFor(chat, new WorkspaceOrders.Order(template, null, Map.of()));
        } catch (OrderRefusedException e) {
            throw new ToolRefusedException(
                    "no workspace: "
                            + e.getMessage()
                            + "; use list_templates and create_workspace");
        }
    }

    /** A deleted workspace is replaced from the same template. */
    private Optional<TemplateId> previous(ChatId chat) {
        return chats.find(chat)
                .flatMap(row -> Optional.ofNullable(row.workspaceId()))
                .flatMap(builds::find)
                .map(WorkspaceRow::templateId);
    }

    private TemplateId only(UserId owner) {
        List<Template> usable = templates.usable(owner);
        if (usable.size() == 1) {
            return usable.getFirst().id();
        }
        throw new ToolRefusedException(
                usable.isEmpty()
                        ? "this chat has no workspace, and there is no template you may use"
                        : "this chat has no workspace yet: choose a template with list_templates and make one with create_workspace");
    }
}
