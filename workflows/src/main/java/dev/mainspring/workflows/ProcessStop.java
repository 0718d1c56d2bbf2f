package dev.mainspring.workflows;

import dev.mainspring.conversation.ToolCallId;

/** Names the command to stop: that of a call which has ended while it went on. */
public record ProcessStop(ToolCallId call) {}
