package dev.mainspring.workflows;

import dev.mainspring.conversation.ToolState;

/**
 * How a tool call ended; what it gave is in the database.
 *
 * @param interrupted whether a person stopped the turn
 * @param halt whether the turn must end because the agent repeats itself
 */
public record ToolReply(ToolState state, boolean interrupted, boolean halt) {}
