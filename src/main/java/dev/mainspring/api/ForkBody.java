package dev.mainspring.api;

import dev.mainspring.conversation.ChatId;
import org.jspecify.annotations.Nullable;

/**
 * A chat to be made from another.
 *
 * @param id of the new chat, the caller's choice; the same again gets the same chat
 */
record ForkBody(@Nullable ChatId id) {}
