package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.WorkspaceOrders;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps which workspace the agent works in. */
@Component
@Order(400)
class KeepWorkspace implements CompactionKeep {

    private final WorkspaceOrders workspaces;

    KeepWorkspace(WorkspaceOrders workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept) {
        return workspaces
                .ofChat(chat.id())
                .map(it ->
                        "## Workspace\n\n`%s`, made from the template `%s`; it is %s."
                                .formatted(it.name(), it.templateId(), it.state().wire()));
    }
}
