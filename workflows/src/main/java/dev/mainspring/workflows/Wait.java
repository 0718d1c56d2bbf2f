package dev.mainspring.workflows;

import org.jspecify.annotations.Nullable;

/**
 * A call that has no result yet: it is run again when news have come for the chat, or when the time
 * is over. While it waits it holds no thread, no connection and no slot.
 *
 * @param what in words, for people who debug: "an approval"
 * @param limitMs after which it is run again in any case, milliseconds; absent: never
 */
public record Wait(String what, @Nullable Long limitMs) {}
