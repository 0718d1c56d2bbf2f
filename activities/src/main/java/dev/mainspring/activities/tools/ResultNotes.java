package dev.mainspring.activities.tools;

/** Adds to the result of a call what the model should know beside it. */
public interface ResultNotes {

    /** The output, with a note or as it was. Never throws for want of one. */
    ToolOutput add(String tool, ToolRun run, ToolOutput output);
}
