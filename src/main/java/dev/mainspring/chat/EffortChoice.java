package dev.mainspring.chat;

import dev.mainspring.conversation.ReasoningEffort;
import org.jspecify.annotations.Nullable;

/**
 * How long a chat's model is to think from now on.
 *
 * @param effort null: the provider decides
 */
public record EffortChoice(@Nullable ReasoningEffort effort) {}
