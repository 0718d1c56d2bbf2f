package dev.mainspring.activities.workspace;

/** A shell that holds sessions open. */
public interface Connection extends Shell, AutoCloseable {

    /** Whether a script runs on it right now. */
    boolean busy();

    /** Ends the sessions; what runs in the workspace goes on. */
    @Override
    void close();
}
