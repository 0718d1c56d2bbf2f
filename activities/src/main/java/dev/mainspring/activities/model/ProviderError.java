package dev.mainspring.activities.model;

import dev.mainspring.conversation.ErrorKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a provider gave no answer.
 *
 * @param message without secrets
 */
record ProviderError(
        ErrorKind kind, boolean retryable, @Nullable Duration retryAfter, String message) {

    static ProviderError retryable(ErrorKind kind, String message) {
        return new ProviderError(kind, true, null, message);
    }

    static ProviderError lasting(ErrorKind kind, String message) {
        return new ProviderError(kind, false, null, message);
    }
}
