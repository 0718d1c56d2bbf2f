package dev.mainspring.activities.tools;

import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import tools.jackson.databind.JsonNode;

/** One tool of the agent. Implementations are stateless. */
public interface Tool {

    /**
     * For {@link ToolRun#begin}: the effect is outside of the workspace, and nothing there tells
     * what came of it.
     */
    String EFFECT_ELSEWHERE = "elsewhere";

    ToolSpec spec();

    /** Which rules it is under. */
    default ToolClass kind() {
        return spec().kind();
    }

    /** One line for people, at most 120 characters: {@code execute: mvn -q test}. Never throws. */
    default String summary(JsonNode input) {
        return spec().name();
    }

    /** Whether it holds its input against its schema itself; else that is done before it runs. */
    default boolean checksInput() {
        return false;
    }

    /**
     * Runs a call to its end. What the model can act on is a result with an error, never an
     * exception. May be called again for the same call after an attempt died anywhere inside: an
     * implementation re-attaches or repeats only what is idempotent.
     *
     * @throws ShellException if the workspace cannot be reached
     * @throws DetachedException if this attempt was detached; the effect may still run
     */
    ToolOutput run(ToolRun run);
}
