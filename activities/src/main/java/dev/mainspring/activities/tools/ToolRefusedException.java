package dev.mainspring.activities.tools;

/** A tool call that cannot go on; the message is what the model is told. */
public final class ToolRefusedException extends RuntimeException {
    public ToolRefusedException(String message) {
        super(message);
    }
}
