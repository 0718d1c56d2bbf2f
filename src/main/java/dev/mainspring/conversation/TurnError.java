package dev.mainspring.conversation;

import org.jspecify.annotations.Nullable;

/**
 * Why a chat stands still, for the person who must act.
 *
 * @param message what happened, without secrets
 * @param retryable whether the same again can help
 * @param retryAt when the next attempt starts by itself, RFC 3339
 * @param attempt how often it was tried
 */
public record TurnError(
        ErrorKind kind,
        String message,
        boolean retryable,
        @Nullable String retryAt,
        @Nullable Integer attempt) {

    public TurnError(ErrorKind kind, String message, boolean retryable) {
        this(kind, message, retryable, null, null);
    }
}
