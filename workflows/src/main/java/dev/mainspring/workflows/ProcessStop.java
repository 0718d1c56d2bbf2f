package dev.mainspring.workflows;

import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * Names the command to stop: that of a call which has ended while it went on.
 *
 * @param workspace where it runs, so that it can be ended after its chat was removed; null where
 *     that is not known
 */
public record ProcessStop(ToolCallId call, @Nullable WorkspaceId workspace) {}
