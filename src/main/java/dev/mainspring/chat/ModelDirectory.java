package dev.mainspring.chat;

import dev.mainspring.conversation.ModelRef;
import java.util.List;
import java.util.Optional;

/** The models a chat may use. */
public interface ModelDirectory {

    /**
     * A model on offer.
     *
     * @param contextTokens how much it can read, tokens
     * @param vision whether it can see images
     */
    record Entry(ModelRef id, String displayName, long contextTokens, boolean vision) {}

    /**
     * Bounds of a model.
     *
     * @param compactAtTokens from which on a conversation is summarised
     */
    record Limits(long contextTokens, long compactAtTokens) {}

    List<Entry> models();

    /** Of any model, on offer or not. */
    Limits limits(ModelRef model);

    /** What a chat uses that names none. */
    ModelRef defaultModel();

    /** What is not there of a model that no chat can use; empty for one that a chat can name. */
    Optional<String> missing(ModelRef model);

    /** Whether the model sees images; one that nobody described is taken to. */
    boolean sees(ModelRef model);
}
