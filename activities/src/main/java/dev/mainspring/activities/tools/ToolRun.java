package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.UserId;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What one attempt of a tool call is given. */
public interface ToolRun {

    ChatId chat();

    ToolCallId call();

    UserId owner();

    /** The arguments, already valid against the tool's schema. */
    JsonNode input();

    /**
     * The shell of the chat's workspace; made first where the chat has none and the template is
     * clear.
     *
     * @throws ToolRefusedException if no workspace can be had, with what to tell the model
     */
    Shell shell();

    Cancellation cancellation();

    /** Shows output to people while the tool runs; appended to what was shown before. */
    void output(String text);

    /**
     * Records, durably, that the effect is about to start in this incarnation of the workspace.
     *
     * @return what an earlier attempt of this call recorded; empty if this is the first to begin
     */
    Optional<String> begin(String incarnation);
}
