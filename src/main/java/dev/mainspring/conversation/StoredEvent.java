package dev.mainspring.conversation;

import java.time.Instant;

/**
 * A durable event with its place.
 *
 * @param seq from 1, per chat, without gaps
 */
public record StoredEvent(ChatId chatId, long seq, Instant at, ChatEvent event) {}
