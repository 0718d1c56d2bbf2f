package dev.mainspring.activities.workspace;

import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import java.util.Map;

/**
 * What a provisioner is told about one workspace.
 *
 * @param settings the template's, with the parameters filled in; secrets in plain text
 * @param environment set for every command
 * @param memory small facts the provisioner keeps with the workspace
 */
public record Site(
        WorkspaceId id,
        UserId owner,
        String name,
        Map<String, String> settings,
        Map<String, String> environment,
        SiteMemory memory) {

    public Site {
        settings = Map.copyOf(settings);
        environment = Map.copyOf(environment);
    }

    /** For messages. */
    public String title() {
        return "workspace '" + name + "'";
    }

    /** Without the settings, which may hold a key. */
    @Override
    public String toString() {
        return "Site[" + id + "]";
    }
}
