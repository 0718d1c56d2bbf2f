package dev.mainspring.workflows;

import dev.mainspring.conversation.ToolCallId;

/** One tool call to run. */
public record ToolStep(RunRef run, ToolCallId call) {}
