package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;

/**
 * A model call that will be tried again.
 *
 * @param error with the attempt that failed
 * @param waitMs until the next attempt, milliseconds
 */
public record Retry(RunRef run, TurnId turn, TurnError error, long waitMs) {}
