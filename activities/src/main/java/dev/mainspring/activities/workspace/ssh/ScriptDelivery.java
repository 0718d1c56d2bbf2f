package dev.mainspring.activities.workspace.ssh;

/** How a script reaches the shell on the other side. */
public enum ScriptDelivery {

    /**
     * Ahead of the data on standard input, ended by a line that occurs once. A short fixed command
     * reads it with the shell's own {@code read}, which takes no byte too many, so that what
     * follows is the script's standard input, unchanged. Nothing of it shows in a process list, no
     * limit of a command line holds, and a cut connection runs nothing: it costs about 1 ms a
     * kilobyte.
     */
    STANDARD_INPUT,

    /**
     * As the text of the exec request. Only for our own server, which puts it into a file and not
     * on a command line.
     */
    EXEC_REQUEST
}
