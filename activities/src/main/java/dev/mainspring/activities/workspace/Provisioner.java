package dev.mainspring.activities.workspace;

import java.util.function.Consumer;

/**
 * Makes workspaces of one kind. Every operation may be repeated: what is done already is left as it
 * is.
 */
public interface Provisioner {

    /** The name templates use: {@code local}, {@code ssh}. */
    String kind();

    /**
     * Makes what the workspace stands on and leaves it running, with a marker that names this life.
     *
     * @param log one line a call, for people
     * @throws ProvisionException if it cannot be made
     */
    void create(Site site, Consumer<String> log);

    /**
     * Starts what {@link #stop} ended; the files are as they were.
     *
     * @throws ProvisionException if it cannot be started
     */
    void start(Site site, Consumer<String> log);

    /**
     * Ends all that runs and keeps the files.
     *
     * @throws ProvisionException if something may still run
     */
    void stop(Site site, Consumer<String> log);

    /**
     * Ends all that runs and removes what {@link #create} made.
     *
     * @throws ProvisionException if something may be left
     */
    void delete(Site site, Consumer<String> log);

    /**
     * Gives a shell. Connecting may wait until the first script runs.
     *
     * @throws ShellException if the workspace is gone or cannot be reached
     */
    Connection connect(Site site);

    /** Whether stopping ends every process; a host that others use goes on. */
    default boolean endsProcesses() {
        return true;
    }
}
