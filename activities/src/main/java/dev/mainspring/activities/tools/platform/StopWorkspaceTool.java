package dev.mainspring.activities.tools.platform;

import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.activities.workspace.build.ChatWorkspaces;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.conversation.WorkspaceState;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Stops the chat's workspace: everything in it ends, its files stay. */
@Component
final class StopWorkspaceTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.PLATFORM,
                    "stop_workspace",
                    """
                    Stops this chat's workspace: every process in it ends, its files stay. It is
                    started again when a tool needs it.
                    """,
                    "",
                    "");

    private final WorkspaceOrders orders;
    private final ChatWorkspaces workspaces;

    StopWorkspaceTool(WorkspaceOrders orders, ChatWorkspaces workspaces) {
        this.orders = orders;
        this.workspaces = workspaces;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput run(ToolRun run) {
        Optional<WorkspaceRow> row = orders.ofChat(run.chat());
        if (row.isEmpty()) {
            return ToolResults.failed("this chat has no workspace");
        }
        try {
            WorkspaceRow stopped = workspaces.stop(row.get(), run::output, run.cancellation());
            return stopped.state() == WorkspaceState.STOPPED
                    ? ToolResults.finished(PlatformTexts.workspace(stopped))
                    : ToolResults.failed(
                            "the workspace is %s: %s"
                                    .formatted(stopped.state().wire(), stopped.error()));
        } catch (ToolRefusedException e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
    }
}
