package dev.mainspring.activities.tools.platform;

import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.store.WorkspaceRow;
import tools.jackson.databind.node.ObjectNode;

/** What several of these tools say. */
final class PlatformTexts {

    private PlatformTexts() {}

    static String noTemplate(String id) {
        return "there is no template '%s' that this user may use; see list_templates".formatted(id);
    }

    static ObjectNode workspace(WorkspaceRow row) {
        return ToolResults.object()
                .put("workspace_id", row.id().toString())
                .put("name", row.name())
                .put("template_id", row.templateId().value())
                .put("state", row.state().wire());
    }
}
