package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/** Ends commands that go on behind chats. Both may be repeated. */
@ActivityInterface(namePrefix = "Process_")
public interface ProcessActivities {

    /**
     * Makes sure that a command which is to stop is dead with what it started, and records how it
     * ended. One whose chat was removed is to stop, and nothing is recorded. Fails where the
     * workspace does not answer; then it may still run.
     */
    void stop(ProcessStop process);

    /** Records that the workspace could not be reached. */
    void notStopped(ProcessStop process);
}
