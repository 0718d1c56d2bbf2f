package dev.mainspring.activities.workspace;

/** A shell that holds sessions open. */
public interface Connection extends Shell, AutoCloseable {

    /** Ends the sessions; what runs in the workspace goes on. */
    @Override
    void close();
}
