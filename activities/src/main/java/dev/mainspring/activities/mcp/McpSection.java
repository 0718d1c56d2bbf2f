package dev.mainspring.activities.mcp;

import dev.mainspring.activities.tools.ToolScope;
import dev.mainspring.activities.turn.PromptSection;
import dev.mainspring.store.ChatRow;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the agent which servers it would have, were they not out of reach. */
@Component
@Order(950)
class McpSection implements PromptSection {

    private final McpChoice choice;
    private final McpCatalogs catalogs;

    McpSection(McpChoice choice, McpCatalogs catalogs) {
        this.choice = choice;
        this.catalogs = catalogs;
    }

    @Override
    public Optional<String> of(ChatRow chat) {
        if (!catalogs.anyFailing(chat.ownerId())) {
            return Optional.empty();
        }
        ToolScope scope = ToolScope.of(chat);
        String missing =
                choice.of(scope.chat(), scope.root(), scope.owner()).stream()
                        .filter(use ->
                                catalogs.known(use.endpoint())
                                        .filter(it -> it.error() != null)
                                        .isPresent())
                        .map(use -> use.server().name())
                        .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "These MCP servers cannot be reached now, so their tools are missing: "
                                + missing
                                + ". Say so where it matters.");
    }
}
