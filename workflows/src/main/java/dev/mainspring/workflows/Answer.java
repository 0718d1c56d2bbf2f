package dev.mainspring.workflows;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A person's answer to a request of the agent, sent straight to Temporal.
 *
 * @param requestId a UUID: the request that waits
 * @param decision what the kind of request allows, such as {@code allow} or {@code deny}
 * @param note for the agent, at most 48 KiB of UTF-8
 */
public record Answer(
        @JsonProperty("request_id") @JsonAlias("requestId") @Nullable String requestId,
        @Nullable String decision,
        @Nullable String note) {

    /** In place of a decision: the answer was too large to be handed on. */
    public static final String TOO_LARGE = "too large";

    /** Itself, or what is left of one that no activity could be given. */
    Answer bounded() {
        boolean fits = JsonSize.fits(requestId, decision, note);
        return fits
                ? this
                : new Answer(JsonSize.isShort(requestId) ? requestId : null, TOO_LARGE, null);
    }
}
