package dev.mainspring.activities.workspace;

import java.util.function.Consumer;

/** Runs POSIX {@code sh} scripts in one workspace, whatever carries them there. */
public interface Shell {

    /**
     * Names this life of the workspace: the marker made at provisioning and the host's boot id. It
     * differs after a rebuild or a reboot, when processes of before are gone.
     */
    String incarnation();

    /** The absolute path of the folder the agent works in. */
    String directory();

    /**
     * Runs a script with {@code sh} in the workspace's directory and waits for its end.
     *
     * <p>When it throws, the script may or may not have run, wholly or in part.
     *
     * @param stdout hears standard output as it arrives, too; nothing is cut there
     * @throws ShellException if the workspace cannot be reached or the connection broke
     */
    ShellResult run(ShellScript script, Consumer<byte[]> stdout);

    /**
     * Starts a script with its standard streams left open, for a program that is talked to. It
     * takes one of the workspace's few dozen places for commands until it is closed.
     *
     * @param script POSIX sh source
     * @throws ShellException if the workspace cannot be reached
     */
    ShellProcess open(String script);

    default ShellResult run(ShellScript script) {
        return run(script, chunk -> {});
    }
}
