package dev.mainspring.activities.model;

/** A piece of an answer. {@code part} is the index into the parts of the message being built. */
public sealed interface ModelDelta {

    int part();

    /** More of a text part. */
    record Text(int part, String text) implements ModelDelta {}

    /** More of a reasoning part. */
    record Reasoning(int part, String text) implements ModelDelta {}

    /** A tool call begins. */
    record ToolCallBegan(int part, String name) implements ModelDelta {}

    /** More of a tool call's arguments, as the raw JSON text arrives. */
    record ToolCallInput(int part, String json) implements ModelDelta {}
}
