package dev.mainspring.store;

import dev.mainspring.conversation.TemplateId;
import java.util.List;
import java.util.Map;

/**
 * What workspaces are made from.
 *
 * @param description written for the model
 * @param readme more of it, Markdown; may be empty
 * @param icon a name the UI knows
 * @param provisioner {@code local}, {@code ssh}
 * @param settings of the provisioner; {@code ${name}} stands for a parameter
 * @param network what commands reach: {@code none}, {@code internet} or {@code host}
 * @param environment set for every command; {@code ${name}} stands for a parameter
 * @param setup POSIX sh run once in a new workspace; may be empty
 * @param agentsOnly people do not see it when they choose for themselves
 */
public record Template(
        TemplateId id,
        String name,
        String description,
        String readme,
        String icon,
        String provisioner,
        Map<String, String> settings,
        String network,
        List<TemplateParameter> parameters,
        Map<String, String> environment,
        String setup,
        TemplateAccess access,
        boolean agentsOnly) {

    public Template {
        settings = Map.copyOf(settings);
        parameters = List.copyOf(parameters);
        environment = Map.copyOf(environment);
    }
}
