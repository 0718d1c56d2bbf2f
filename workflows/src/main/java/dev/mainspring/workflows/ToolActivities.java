package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/** Runs the tools that a model asks for. */
@ActivityInterface(namePrefix = "Tool_")
public interface ToolActivities {

    /** Runs a call to its end, or re-attaches to it; a call with a receipt is not run again. */
    ToolReply run(ToolStep step);

    /** Makes sure that a call's command is dead, and records what is known of it. */
    void settle(ToolStep step);
}
