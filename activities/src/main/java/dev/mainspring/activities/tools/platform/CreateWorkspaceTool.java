package dev.mainspring.activities.tools.platform;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolRefusedException;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.activities.workspace.build.ChatWorkspaces;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.OrderRefusedException;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes the chat's workspace and waits until it is ready; the one there is, if there is one. */
@Component
final class CreateWorkspaceTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.PLATFORM,
                    "create_workspace",
                    """
                    Makes a workspace for this chat from a template and waits until it is ready. If
                    the chat has one already, that one is returned and nothing is made.
                    """,
                    """
                    "template_id": {"type": "string", "minLength": 1, "maxLength": 63,
                      "description": "an id from list_templates"},
                    "name": {"type": "string", "minLength": 1, "maxLength": 100},
                    "parameters": {"type": "object",
                      "additionalProperties": {"type": ["string", "number", "boolean"]},
                      "description": "values for the template's parameters, see read_template"},
                    "preset": {"type": "string", "maxLength": 100}
                    """,
                    "template_id");

    private final WorkspaceOrders orders;
    private final ChatWorkspaces workspaces;

    CreateWorkspaceTool(WorkspaceOrders orders, ChatWorkspaces workspaces) {
        this.orders = orders;
        this.workspaces = workspaces;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("create_workspace", input, "template_id");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        if (run.input().hasNonNull("preset")) {
            return ToolResults.failed("preset: this template has no presets");
        }
        Optional<WorkspaceRow> known = orders.ofChat(run.chat());
        try {
            WorkspaceRow row =
                    known.isPresent() ? known.get() : orders.createFor(run.chat(), order(run));
            WorkspaceRow ready = workspaces.ready(row, run::output, run.cancellation());
            return ToolResults.finished(described(ready, known.isPresent()));
        } catch (OrderRefusedException | ToolRefusedException e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode described(WorkspaceRow ready, boolean known) {
        return PlatformTexts.workspace(ready)
                .put("directory", workspaces.directory(ready))
                .put(
                        "notes",
                        known
                                ? "This chat had this workspace already; nothing was made."
                                : "Made for this chat. Relative paths are within the directory.");
    }

    private static WorkspaceOrders.Order order(ToolRun run) {
        JsonNode input = run.input();
        String id = input.path("template_id").asString("");
        return new WorkspaceOrders.Order(
                template(id), name(input), parameters(input.path("parameters")));
    }

    private static TemplateId template(String id) {
        try {
            return new TemplateId(id);
        } catch (IllegalArgumentException e) {
            throw new OrderRefusedException(PlatformTexts.noTemplate(id));
        }
    }

    private static @Nullable String name(JsonNode input) {
        return input.hasNonNull("name") ? input.path("name").asString() : null;
    }

    private static Map<String, String> parameters(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            values.put(entry.getKey(), entry.getValue().asString());
        }
        return values;
    }
}
