package dev.mainspring.chat;

import dev.mainspring.conversation.MessageId;

/**
 * A message was taken in.
 *
 * @param state {@code queued}, or what became of it: {@code delivered}, {@code deleted}
 * @param queueId names it in the queue; the message's id
 */
public record Receipt(MessageId id, String state, MessageId queueId) {}
