package dev.mainspring.activities.model.scripted;

import java.util.Optional;

/** How a provider words a failure: the HTTP status and the code Anthropic uses for it. */
enum ScriptedFailure {
    OVERLOADED(529, "overloaded_error", "Overloaded"),
    RATE_LIMIT(429, "rate_limit_error", "This request would exceed your rate limit"),
    TIMEOUT(0, "timeout_error", "Request timed out"),
    CUT(0, "", ""),
    STREAM_SILENCE(0, "", ""),
    AUTH(401, "authentication_error", "invalid x-api-key"),
    CONFIG(404, "not_found_error", "model not found"),
    CONTEXT_OVERFLOW(400, "invalid_request_error", "prompt is too long: 250000 tokens"),
    CONTENT_FILTER(400, "invalid_request_error", "Output blocked by content_filter"),
    BUDGET(400, "invalid_request_error", "Your credit balance is too low"),
    BROKEN_JSON(0, "", ""),
    INTERNAL(0, "mystery_error", "Something went wrong");

    private final int status;
    private final String type;
    private final String message;

    ScriptedFailure(int status, String type, String message) {
        this.status = status;
        this.type = type;
        this.message = message;
    }

    /** The response's status; 0 = it is no response but a broken stream. */
    int status() {
        return status;
    }

    String type() {
        return type;
    }

    String message() {
        return message;
    }

    /** Breaks a stream that has begun. */
    void breakOff(AnswerFrames frames) {
        switch (this) {
            case TIMEOUT, CUT -> frames.add(new Frame.Cut());
            case STREAM_SILENCE -> frames.add(new Frame.Silence());
            case BROKEN_JSON -> frames.brokenJson();
            case OVERLOADED,
                    RATE_LIMIT,
                    AUTH,
                    CONFIG,
                    CONTEXT_OVERFLOW,
                    CONTENT_FILTER,
                    BUDGET,
                    INTERNAL ->
                    frames.error(type, message);
        }
    }

    static Optional<ScriptedFailure> named(String kind) {
        for (ScriptedFailure failure : values()) {
            if (failure.name().equalsIgnoreCase(kind)) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }
}
