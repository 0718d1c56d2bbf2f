package dev.mainspring.workflows;

import dev.mainspring.conversation.WorkspaceId;

/** Names a build in a call. */
public record WorkspaceStep(WorkspaceId workspace, long build) {}
