package dev.mainspring.api;

import org.jspecify.annotations.Nullable;

/**
 * Changes of a message that waits; what is absent or null stays.
 *
 * @param text replaces its text
 * @param position among those that wait, from 1
 */
record QueueChangesBody(@Nullable String text, @Nullable Integer position) {}
