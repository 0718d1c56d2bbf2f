package dev.mainspring.conversation;

/** An item of the agent's checklist. */
public record Todo(String text, TodoState state) {}
