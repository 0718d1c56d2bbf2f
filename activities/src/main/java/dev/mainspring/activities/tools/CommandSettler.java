package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ToolCallId;

/** Ends what a tool call left running. */
public interface CommandSettler {

    /**
     * Makes sure that the call's command is dead, and tells what is known of it. A call that
     * started nothing is cancelled.
     */
    ToolOutput settle(Shell shell, ToolCallId call);
}
