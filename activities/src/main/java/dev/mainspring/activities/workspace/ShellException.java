package dev.mainspring.activities.workspace;

import org.jspecify.annotations.Nullable;

/** The workspace could not be reached, or the connection broke while a script ran. */
public final class ShellException extends RuntimeException {

    private final boolean retryable;

    /**
     * @param retryable whether the same again can help: not for a changed host key, a refused key
     *     or a workspace that is gone
     */
    public ShellException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
