package dev.mainspring.activities.mcp;

import org.jspecify.annotations.Nullable;

/** An MCP server that cannot be talked to; the message says why, for people and the model. */
final class McpFailure extends RuntimeException {

    /** Whether the request that failed may have had an effect. */
    enum Effect {
        NONE,
        POSSIBLE,
        /** None; and the server does not know the session any more: a new one helps. */
        EXPIRED
    }

    private final Effect effect;

    McpFailure(Effect effect, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.effect = effect;
    }

    static McpFailure before(String message, @Nullable Throwable cause) {
        return new McpFailure(Effect.NONE, message, cause);
    }

    Effect effect() {
        return effect;
    }

    /** What a failed future holds, in our terms. */
    static McpFailure of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof McpFailure)) {
            cause = cause.getCause();
        }
        if (cause instanceof McpFailure known) {
            return known;
        }
        String message = cause.getMessage();
        return new McpFailure(
                Effect.POSSIBLE,
                message == null ? cause.getClass().getSimpleName() : message,
                failure);
    }
}
