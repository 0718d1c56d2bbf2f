package dev.mainspring.activities.mcp;

import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
     * @param repeatable whether it is believed that a second call changes nothing more
     */
    record Entry(String name, ToolSpec spec, boolean repeatable) {}

    McpToolList {
        tools = List.copyOf(tools);
        leftOut = List.copyOf(leftOut);
    }

    static McpToolList of(McpServer server, List<McpSchema.Tool> told) {
        List<Entry> tools = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int room = McpLimits.CATALOG;
        for (McpSchema.Tool tool : told) {
            String name = tool.name();
            if (name == null || name.isBlank() || !server.offers(name)) {
                continue;
            }
            Entry entry = entry(server, tool);
            int size = entry == null ? 0 : size(entry.spec());
            if (entry == null || size > room || !names.add(entry.spec().name())) {
                leftOut.add(name.substring(0, Math.min(name.length(), 64)));
            } else {
                tools.add(entry);
                room -= size;
            }
        }
        return new McpToolList(tools, leftOut);
    }

    private static int size(ToolSpec spec) {
        return spec.description().length() + spec.inputSchema().toString().length();
    }

    /** Null where no provider would take it. */
    private static @Nullable Entry entry(McpServer server, McpSchema.Tool tool) {
        JsonNode schema = McpSchemas.accepted(tool.inputSchema()).orElse(null);
        if (schema == null) {
            return null;
        }
        String name = McpNames.of(server.name(), tool.name());
        McpSchema.ToolAnnotations said = server.trusted() ? tool.annotations() : null;
        boolean reading = said != null && isTrue(said.readOnlyHint());
        boolean repeatable = reading || (said != null && isTrue(said.idempotentHint()));
        ToolSpec spec = new ToolSpec(name, kind(server, reading), description(tool), schema);
        return new Entry(tool.name(), spec, repeatable);
    }

    private static ToolClass kind(McpServer server, boolean reading) {
        if (reading) {
            return ToolClass.READ;
        }
        return server.inWorkspace() ? ToolClass.EXECUTE : ToolClass.NETWORK;
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
