package dev.mainspring.workflows;

import org.jspecify.annotations.Nullable;

/**
 * A message sent straight to Temporal.
 *
 * @param id a UUID of the sender's; the same again changes nothing
 * @param text at most 48 KiB of UTF-8
 * @param delivery {@code steer} (the default), {@code queue} or {@code interrupt}
 */
public record FollowUp(@Nullable String id, @Nullable String text, @Nullable String delivery) {}
