package dev.mainspring.workflows;

/** The task queues of the product's workers. */
public final class TaskQueues {

    /** Workflows and activities share it, so that activities may start eagerly. */
    public static final String AGENT = "agent";

    private TaskQueues() {}
}
