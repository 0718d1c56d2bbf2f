package dev.mainspring.workflows;

import dev.mainspring.conversation.WorkspaceId;

/** What a workspace's workflow is started with. */
public record WorkspaceStart(WorkspaceId workspace) {}
