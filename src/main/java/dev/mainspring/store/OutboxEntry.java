package dev.mainspring.store;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something Temporal must still be told.
 *
 * @param key of the chat, workspace or tool call it is about
 */
public record OutboxEntry(long id, Outbox.Kind kind, UUID key, @Nullable String argument) {}
