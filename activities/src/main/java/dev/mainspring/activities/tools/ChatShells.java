package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds the shell of a chat's workspace. */
public interface ChatShells {

    /**
     * The shell of the chat's workspace, made and started first where that is needed and clear.
     *
     * @param progress hears the log of a build, line by line
     * @throws ToolRefusedException if no workspace can be had, with what to tell the model
     * @throws ShellException if it cannot be reached
     */
    Shell require(ChatId chat, UserId owner, Consumer<String> progress, Cancellation cancellation);

    /**
     * The shell of the chat's workspace, if it has one that is ready; nothing is made.
     *
     * @throws ShellException if it cannot be reached
     */
    Optional<Shell> existing(ChatId chat, UserId owner);

    /**
     * The shell of a workspace, if it is ready; nothing is made, and it does not count as used.
     *
     * @throws ShellException if it cannot be reached
     */
    Optional<Shell> existing(WorkspaceId workspace);
}
