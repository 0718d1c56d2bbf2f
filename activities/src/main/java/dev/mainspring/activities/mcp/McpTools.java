package dev.mainspring.activities.mcp;

import dev.mainspring.activities.tools.FileStore;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.tools.ToolSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** The tools of the MCP servers that a chat may use. */
@Component
class McpTools implements ToolSource {

    /** Of all servers together: models choose badly among more, and some providers refuse more. */
    private static final int MOST = 256;

    private final McpChoice choice;
    private final McpCatalogs catalogs;
    private final McpSessions sessions;
    private final FileStore files;

    McpTools(McpChoice choice, McpCatalogs catalogs, McpSessions sessions, FileStore files) {
        this.choice = choice;
        this.catalogs = catalogs;
        this.sessions = sessions;
        this.files = files;
    }

    @Override
    public List<Tool> tools(ToolScope scope) {
        List<McpEndpoint.Use> uses = choice.of(scope.chat(), scope.root(), scope.owner());
        List<McpCatalogs.Heard> heard = catalogs.of(uses);
        List<Tool> tools = new ArrayList<>();
        for (int i = 0; i < uses.size(); i++) {
            McpEndpoint.Use use = uses.get(i);
            heard.get(i)
                    .tools()
                    .forEach(entry -> tools.add(new McpTool(use, entry, sessions, files)));
        }
        return tools.subList(0, Math.min(tools.size(), MOST));
    }

    @Override
    public boolean owns(String name) {
        return McpNames.fits(name);
    }
}
