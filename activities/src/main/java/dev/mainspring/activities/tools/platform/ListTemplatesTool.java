package dev.mainspring.activities.tools.platform;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateRights;
import dev.mainspring.store.TemplateUse;
import dev.mainspring.store.Workspaces;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists the templates the person may use: by match, then by own, then by everybody's use. */
@Component
final class ListTemplatesTool implements Tool {

    private static final int PAGE = 10;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    "list_templates",
                    """
                    Lists the workspace templates this user may use, ten a page, the most fitting
                    first. Choose one and call create_workspace.
                    """,
                    """
                    "query": {"type": "string", "maxLength": 200,
                      "description": "words to look for in names and descriptions"},
                    "page": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 1}
                    """,
                    "");

    private final TemplateRights templates;
    private final Workspaces workspaces;

    ListTemplatesTool(TemplateRights templates, Workspaces workspaces) {
        this.templates = templates;
        this.workspaces = workspaces;
    }

    private record Ranked(Template template, long matches, Optional<TemplateUse> use) {

        static final Comparator<Ranked> ORDER =
                Comparator.comparingLong(Ranked::matches)
                        .thenComparing(
                                r -> r.use().flatMap(TemplateUse::lastUsed).orElse(Instant.MIN))
                        .thenComparing(r -> r.use().map(TemplateUse::everybody).orElse(0L))
                        .reversed()
                        .thenComparing(r -> r.template().id().value());
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of("list_templates", input, "query");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        String query = run.input().path("query").asString("").toLowerCase(Locale.ROOT).strip();
        int page = run.input().path("page").asInt(1);
        List<Ranked> found = ranked(run, query);
        ObjectNode result = ToolResults.object();
        ArrayNode items = result.putArray("templates");
        found.stream()
                .skip((long) (page - 1) * PAGE)
                .limit(PAGE)
                .forEach(r -> items.add(item(r, r == found.getFirst())));
        result.put("page", page);
        result.put("pages", Math.max(1, (found.size() + PAGE - 1) / PAGE));
        result.put("total", found.size());
        return ToolResults.finished(result);
    }

    private List<Ranked> ranked(ToolRun run, String query) {
        Map<TemplateId, TemplateUse> uses =
                workspaces.uses(run.owner()).stream()
                        .collect(Collectors.toMap(TemplateUse::template, Function.identity()));
        return templates.usable(run.owner()).stream()
                .map(t -> new Ranked(t, matches(t, query), Optional.ofNullable(uses.get(t.id()))))
                .filter(r -> query.isEmpty() || r.matches() > 0)
                .sorted(Ranked.ORDER)
                .toList();
    }

    private static long matches(Template template, String query) {
        if (query.isEmpty()) {
            return 0;
        }
        String text =
                (template.id() + " " + template.name() + " " + template.description())
                        .toLowerCase(Locale.ROOT);
        return List.of(query.split("\\s+")).stream().filter(text::contains).count();
    }

    private static ObjectNode item(Ranked ranked, boolean first) {
        Template template = ranked.template();
        return ToolResults.object()
                .put("id", template.id().value())
                .put("name", template.name())
                .put("description", template.description())
                .put("your_workspaces", ranked.use().map(TemplateUse::present).orElse(0L))
                .put("recommended", first);
    }
}
