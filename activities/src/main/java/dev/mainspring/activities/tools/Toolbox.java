package dev.mainspring.activities.tools;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The agent's tools, by name. */
public interface Toolbox {

    /** What the model is offered now; servers that were never heard of may be waited for. */
    Offer offer(ToolScope scope);

    /**
     * Why a call would only give an error: no tool of that name here, or a bad input. Empty for
     * names of sources, whose tools come and go. Reaches nobody.
     */
    Optional<String> problem(ToolScope scope, String name, JsonNode input);

    /**
     * Runs a call. A name this chat has no tool of, or an input against the schema, is a result
     * with an error.
     */
    ToolOutput run(ToolScope scope, String name, ToolRun run);
}
