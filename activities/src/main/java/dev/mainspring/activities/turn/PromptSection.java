package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatRow;
import java.util.Optional;

/**
 * A part of what the model is told before everything else. Sections stand in the order of their
 * {@code @Order}; text that seldom changes goes first, for the provider's cache.
 */
public interface PromptSection {

    /** This chat's section, Markdown; empty where it has none. Quick: called at every step. */
    Optional<String> of(ChatRow chat);
}
