package dev.mainspring.chat;

import dev.mainspring.conversation.TemplateId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import org.jspecify.annotations.Nullable;

/** Which templates and workspaces are a person's to use. */
public interface WorkspaceRights {

    /**
     * Checks what a chat is to use.
     *
     * @throws ProblemException unknown_template, or not_found for a workspace of somebody else
     */
    void check(UserId user, @Nullable TemplateId template, @Nullable WorkspaceId workspace);
}
