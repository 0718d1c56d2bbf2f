package dev.mainspring.workflows;

import org.jspecify.annotations.Nullable;

/**
 * A message sent straight to Temporal.
 *
 * @param id a UUID of the sender's; the same again changes nothing
 * @param text at most 48 KiB of UTF-8
 * @param delivery {@code steer} (the default), {@code queue} or {@code interrupt}
 */
public record FollowUp(@Nullable String id, @Nullable String text, @Nullable String delivery) {

    /** In place of a delivery: the message was too large to be handed on, its text is gone. */
    public static final String TOO_LARGE = "too large";

    /** Itself, or what is left of one that no activity could be given. */
    FollowUp bounded() {
        boolean fits = JsonSize.fits(id, text, delivery);
        return fits ? this : new FollowUp(JsonSize.isShort(id) ? id : null, null, TOO_LARGE);
    }
}
