package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/** Ends commands that go on behind chats. Both may be repeated. */
@ActivityInterface(namePrefix = "Process_")
public interface ProcessActivities {

    /**
     * Makes sure that the command and all it started are dead, and records how it ended. Fails
     * where the workspace does not answer; then it may still run.
     */
    void stop(ProcessStop process);

    /** Records that the workspace could not be reached. */
    void notStopped(ProcessStop process);
}
