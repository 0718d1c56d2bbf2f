package dev.mainspring.activities.tools.platform;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateParameter;
import dev.mainspring.store.TemplateRights;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes one template with its parameters. */
@Component
final class ReadTemplateTool implements Tool {

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "read_template",
                    """
                    Describes a workspace template: what it is for, its README and its parameters
                    with their types, defaults and rules.
                    """,
                    """
                    "template_id": {"type": "string", "minLength": 1, "maxLength": 63,
                      "description": "an id from list_templates"}
                    """,
                    "template_id");

    private final TemplateRights templates;

    ReadTemplateTool(TemplateRights templates) {
        this.templates = templates;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("read_template", input, "template_id");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        String id = run.input().path("template_id").asString("");
        Optional<Template> template =
                templates.usable(run.owner()).stream()
                        .filter(t -> t.id().value().equals(id))
                        .findFirst();
        return template.map(ReadTemplateTool::described)
                .orElseGet(() -> ToolResults.failed(PlatformTexts.noTemplate(id)));
    }

    private static ToolOutput described(Template template) {
        ObjectNode result =
                ToolResults.object()
                        .put("id", template.id().value())
                        .put("name", template.name())
                        .put("description", template.description())
                        .put("readme", template.readme())
                        .put("network", template.network());
        ArrayNode parameters = result.putArray("parameters");
        template.parameters().forEach(parameter -> parameters.add(described(parameter)));
        result.putArray("presets");
        return ToolResults.finished(result);
    }

    private static ObjectNode described(TemplateParameter parameter) {
        ObjectNode node =
                ToolResults.object()
                        .put("name", parameter.name())
                        .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
                        .put("description", parameter.description())
                        .put("required", parameter.defaultValue() == null);
        if (parameter.defaultValue() != null && parameter.type() != TemplateParameter.Type.SECRET) {
            node.put("default", parameter.defaultValue());
        }
        if (!parameter.options().isEmpty()) {
            ArrayNode options = node.putArray("options");
            parameter.options().forEach(options::add);
        }
        if (parameter.pattern() != null) {
            node.put("pattern", parameter.pattern().pattern());
        }
        return node;
    }
}
