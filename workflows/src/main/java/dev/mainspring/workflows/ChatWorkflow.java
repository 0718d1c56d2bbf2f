package dev.mainspring.workflows;

import dev.mainspring.conversation.ChatId;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** A chat: owns its queue and plays its turns, one after another, until it is archived. */
@WorkflowInterface
public interface ChatWorkflow {

    /** The workflow's id is this and the chat's id. */
    String ID_PREFIX = "chat-";

    /** The workflow's type. */
    String TYPE = "ChatWorkflow";

    @WorkflowMethod
    void run(ChatStart start);

    /** A message from any Temporal client. */
    @SignalMethod
    void message(FollowUp message);

    /** There is work in the database. */
    @SignalMethod
    void wake();

    /** Stops the turn at work. */
    @SignalMethod
    void interrupt(Interrupt interrupt);

    /** A person's answer to something the agent asked; also from any Temporal client. */
    @SignalMethod
    void answer(Answer answer);

    /** A sub-agent of this chat has ended its turn. */
    @SignalMethod
    void agentFinished(ChatId child);

    /** Ends a wait between two attempts of a model call. */
    @SignalMethod
    void retryNow();

    /** Closes the workflow once the turn at work has ended. */
    @SignalMethod
    void archive();

    /** Like {@link #message}, for callers that need to know that it is stored. */
    @UpdateMethod
    void submit(FollowUp message);

    /** What the chat does now, in words, for people who debug. */
    @QueryMethod
    String status();
}
