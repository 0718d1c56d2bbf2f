package dev.mainspring.activities.model;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;

/** Calls a model, whichever provider has it. */
public interface ModelClient {

    /**
     * Sends the request and reads the answer to its end. Never retries by itself: the workflow
     * decides. A provider's error is a value; nothing is thrown for it.
     *
     * @param listener hears what arrives, in order, on the calling thread or one other
     * @param cancellation interrupted: the stream is closed and what came so far is returned
     * @throws DetachedException if the cancellation detached this attempt
     */
    ModelOutcome call(ModelRequest request, ModelListener listener, Cancellation cancellation);
}
