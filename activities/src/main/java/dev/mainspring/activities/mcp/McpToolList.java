package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server offers, as we take it.
 *
 * @param leftOut names of tools whose description cannot be used
 */
record McpToolList(List<Entry> tools, List<String> leftOut) {

    /**
     * One tool.
     *
     * @param name the server's own name for it
     * @param reading whether it is believed to change nothing
     * @param repeatable whether it is believed that a second call changes nothing more
     */
    record Entry(String name, ToolSpec spec, boolean reading, boolean repeatable) {}

    McpToolList {
        tools = List.copyOf(tools);
        leftOut = List.copyOf(leftOut);
    }

    static McpToolList of(McpServer server, List<McpSchema.Tool> told) {
        List<Entry> tools = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (McpSchema.Tool tool : told) {
            String name = tool.name();
            if (name == null || name.isBlank() || !server.offers(name)) {
                continue;
            }
            McpSchemas.accepted(tool.inputSchema())
                    .filter(schema -> names.add(McpNames.of(server.name(), name)))
                    .ifPresentOrElse(
                            schema ->
                                    tools.add(
                                            entry(
                                                    server,
                                                    tool,
                                                    new ToolSpec(
                                                            McpNames.of(server.name(), name),
                                                            description(tool),
                                                            schema))),
                            () -> leftOut.add(name.substring(0, Math.min(name.length(), 64))));
        }
        return new McpToolList(tools, leftOut);
    }

    private static Entry entry(McpServer server, McpSchema.Tool tool, ToolSpec spec) {
        McpSchema.ToolAnnotations said = server.trusted() ? tool.annotations() : null;
        boolean reading = said != null && isTrue(said.readOnlyHint());
        boolean repeatable = reading || (said != null && isTrue(said.idempotentHint()));
        return new Entry(tool.name(), spec, reading, repeatable);
    }

    private static boolean isTrue(@Nullable Boolean hint) {
        return Boolean.TRUE.equals(hint);
    }

    private static String description(McpSchema.Tool tool) {
        String told = tool.description();
        String text = told == null || told.isBlank() ? tool.name() : told.strip();
        return text.length() <= McpLimits.DESCRIPTION
                ? text
                : text.substring(0, McpLimits.DESCRIPTION) + "…";
    }
}
