package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The agent's tools, by name. */
public interface Toolbox {

    /** What the model is offered. */
    List<ToolSpec> specs();

    /** What the tool may do; an unknown name counts as reading, since it only gives an error. */
    ToolClass kind(String name);

    /** One line for people, at most 120 characters, also for an unknown tool or a bad input. */
    String summary(String name, JsonNode input);

    /** Runs a call. An unknown name or an input against the schema is a result with an error. */
    ToolOutput run(String name, ToolRun run);
}
