package dev.mainspring.api;

import dev.mainspring.conversation.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * The wish for another answer.
 *
 * @param id of this request, the caller's choice; the same again gets the same answer
 */
record RegenerateBody(@Nullable MessageId id) {}
