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
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts the chat's stopped workspace. */
@Component
final class StartWorkspaceTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.PLATFORM,
                    "start_workspace",
                    "Starts this chat's workspace if it is stopped, and waits until it is ready.",
                    "",
                    "");

    private final WorkspaceOrders orders;
    private final ChatWorkspaces workspaces;

    StartWorkspaceTool(WorkspaceOrders orders, ChatWorkspaces workspaces) {
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
            return ToolResults.failed("this chat has no workspace; see create_workspace");
        }
        try {
            WorkspaceRow ready = workspaces.ready(row.get(), run::output, run.cancellation());
            return ToolResults.finished(
                    PlatformTexts.workspace(ready).put("directory", workspaces.directory(ready)));
        } catch (ToolRefusedException e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
    }
}
