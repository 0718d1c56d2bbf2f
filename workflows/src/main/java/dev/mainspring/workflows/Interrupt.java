package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnId;
import org.jspecify.annotations.Nullable;

/**
 * A person's wish to stop the turn.
 *
 * @param id a UUID; consumed once
 * @param turnId the turn meant; absent: the one at work
 * @param reason {@code stop} holds the queue, {@code message} goes on with the next message
 */
public record Interrupt(String id, @Nullable TurnId turnId, @Nullable String reason) {}
