package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The agent's tools, by name. */
public interface Toolbox {

    /** What the model is offered. */
    List<ToolSpec> specs(ToolScope scope);

    /**
     * What the tool may do. An unknown name counts as reading, since it only gives an error; one
     * that a source may have later counts as execution.
     */
    ToolClass kind(ToolScope scope, String name);

    /** One line for people, at most 120 characters, also for an unknown tool or a bad input. */
    String summary(ToolScope scope, String name, JsonNode input);

    /**
     * Why a call would only give an error: no tool of that name here, or a bad input. Empty for
     * names of sources, whose tools come and go.
     */
    Optional<String> problem(ToolScope scope, String name, JsonNode input);

    /**
     * Runs a call. A name this chat has no tool of, or an input against the schema, is a result
     * with an error.
     */
    ToolOutput run(ToolScope scope, String name, ToolRun run);
}
