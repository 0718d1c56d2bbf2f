package dev.mainspring.activities.turn;

import dev.mainspring.conversation.ChatId;

/** Asks Temporal which run is a chat's current one. */
@FunctionalInterface
public interface CurrentRuns {
    boolean isCurrent(ChatId chat, String runId);
}
