package dev.mainspring.workflows;

import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.ToolClass;

/**
 * A tool call the model asked for.
 *
 * @param summary one line for people, at most 120 characters
 */
public record ToolCallRef(ToolCallId id, String summary, ToolClass kind) {}
