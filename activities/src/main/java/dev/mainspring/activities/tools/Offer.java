package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The tools of a chat as they were at one moment. Asking it reaches nobody, so it may be asked
 * inside a transaction.
 *
 * @param known every tool there is, by name, also those that this chat may not use
 * @param fromSource whether a tool of that name would be a source's, which may come and go
 */
public record Offer(List<ToolSpec> specs, List<Tool> known, Predicate<String> fromSource) {

    /** No tools. */
    public static final Offer NONE = new Offer(List.of(), List.of(), name -> false);

    public Offer {
        specs = List.copyOf(specs);
        known = List.copyOf(known);
    }

    /**
     * What the tool may do. An unknown name counts as reading, since it only gives an error; one
     * that a source may have later counts as execution.
     */
    public ToolClass kind(String name) {
        return find(name)
                .map(Tool::kind)
                .orElse(fromSource.test(name) ? ToolClass.EXECUTE : ToolClass.READ);
    }

    /** One line for people, at most 120 characters, also for an unknown tool or a bad input. */
    public String summary(String name, JsonNode input) {
        return find(name).map(tool -> tool.summary(input)).orElseGet(() -> Summary.of(name, ""));
    }

    private Optional<Tool> find(String name) {
        return known.stream().filter(tool -> tool.spec().name().equals(name)).findFirst();
    }
}
