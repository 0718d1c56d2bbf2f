package dev.mainspring.activities.context;

import dev.mainspring.activities.turn.PromptSection;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the agent that the workspace of the earlier conversation is gone, and what it held. */
@Component
@Order(520)
class WorkspaceSection implements PromptSection {

    private final Workspaces workspaces;

    WorkspaceSection(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public Optional<String> of(ChatRow chat) {
        return Optional.ofNullable(chat.workspaceId())
                .flatMap(workspaces::find)
                .flatMap(this::text);
    }

    private Optional<String> text(WorkspaceRow now) {
        if (now.state() == WorkspaceState.DELETED) {
            return Optional.of(
                    """
                    # Workspace

                    This chat's workspace '%s' was deleted with all its files and processes. The \
                    next tool that needs one makes a new one from the template '%s'.%s
                    """
                            .formatted(now.name(), now.templateId(), lastKnown(now)));
        }
        return Optional.ofNullable(now.memory().get(WorkspaceRow.REPLACES))
                .flatMap(id -> workspaces.find(WorkspaceId.of(id)))
                .map(before -> replaced(before, now));
    }

    private static String replaced(WorkspaceRow before, WorkspaceRow now) {
        return """
        # Workspace

        This chat's earlier workspace '%s' was deleted with all its files and processes; '%s' was \
        made for it anew from the template '%s'. What the conversation says of files may be true \
        of the earlier one only: look before you rely on it.%s
        """
                .formatted(before.name(), now.name(), now.templateId(), lastKnown(before));
    }

    private static String lastKnown(WorkspaceRow gone) {
        String git = gone.memory().get(WorkspaceRow.GIT);
        return git == null ? "" : " Last known of the git repositories there:\n\n" + git;
    }
}
