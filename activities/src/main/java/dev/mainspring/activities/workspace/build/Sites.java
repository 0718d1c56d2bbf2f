package dev.mainspring.activities.workspace.build;

import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.Provisioner;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.activities.workspace.SiteMemory;
import dev.mainspring.store.Template;
import dev.mainspring.store.TemplateCatalog;
import dev.mainspring.store.WorkspaceOrders;
import dev.mainspring.store.WorkspaceRow;
import dev.mainspring.store.Workspaces;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Puts together what a provisioner must know of a workspace. */
@Component
class Sites {

    /** A workspace with its template and what builds it. */
    record Plan(Site site, Template template, Provisioner provisioner) {}

    private final TemplateCatalog catalog;
    private final WorkspaceOrders orders;
    private final Workspaces workspaces;
    private final Provisioners provisioners;

    Sites(
            TemplateCatalog catalog,
            WorkspaceOrders orders,
            Workspaces workspaces,
            Provisioners provisioners) {
        this.catalog = catalog;
        this.orders = orders;
        this.workspaces = workspaces;
        this.provisioners = provisioners;
    }

    /**
     * @throws ProvisionException if the template or its provisioner is not there any more
     */
    Plan plan(WorkspaceRow row) {
        Template template =
                catalog.find(row.templateId())
                        .orElseThrow(() ->
                                new ProvisionException(
                                        "the template '%s' is not there any more"
                                                .formatted(row.templateId()),
                                        false,
                                        null));
        Map<String, String> values = orders.parameters(row, template);
        Map<String, String> settings = filled(template.settings(), values);
        settings.put("network", template.network());
        Site site =
                new Site(
                        row.id(),
                        row.ownerId(),
                        row.name(),
                        settings,
                        filled(template.environment(), values),
                        new RowMemory(workspaces, row));
        return new Plan(site, template, provisioners.of(template.provisioner()));
    }

    private static Map<String, String> filled(
            Map<String, String> texts, Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach((name, text) -> filled.put(name, filled(text, values)));
        return filled;
    }

    /** In one pass, so that a value with a placeholder in it stays as it is. */
    private static String filled(String text, Map<String, String> values) {
        return java.util.regex.Pattern.compile("\\$\\{([^}]*)\\}")
                .matcher(text)
                .replaceAll(found ->
                        java.util.regex.Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), found.group())));
    }

    private static final class RowMemory implements SiteMemory {
        private final Workspaces workspaces;
        private final WorkspaceRow row;
        private final Map<String, String> facts;

        RowMemory(Workspaces workspaces, WorkspaceRow row) {
            this.workspaces = workspaces;
            this.row = row;
            this.facts = new ConcurrentHashMap<>(row.memory());
        }

        @Override
        public Optional<String> get(String name) {
            return Optional.ofNullable(facts.get(name));
        }

        @Override
        public void put(String name, String value) {
            workspaces.remember(row.id(), name, value);
            facts.put(name, value);
        }
    }
}
