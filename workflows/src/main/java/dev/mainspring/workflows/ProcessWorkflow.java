package dev.mainspring.workflows;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Stops one command that goes on behind a chat, whatever the chat does meanwhile. */
@WorkflowInterface
public interface ProcessWorkflow {

    /** The workflow's type. */
    String TYPE = "ProcessWorkflow";

    /** The workflow's id is this and the id of the command's call. */
    String ID_PREFIX = "process-";

    @WorkflowMethod
    void run(ProcessStop process);

    /** It is to be stopped, still or again. */
    @SignalMethod
    void stop();
}
