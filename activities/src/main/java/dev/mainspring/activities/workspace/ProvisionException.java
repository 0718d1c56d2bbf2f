package dev.mainspring.activities.workspace;

import org.jspecify.annotations.Nullable;

/** A workspace could not be made, started, stopped or deleted; the message is for people. */
public final class ProvisionException extends RuntimeException {

    private final boolean retryable;

    /**
     * @param retryable whether the same again can help
     */
    public ProvisionException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    public boolean retryable() {
        return retryable;
    }
}
