package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/** Calls a model. */
@ActivityInterface(namePrefix = "Model_")
public interface ModelActivities {

    /**
     * Delivers what waits for the next step boundary, calls the model and stores its answer. A
     * second attempt after the answer was stored returns the same.
     */
    ModelReply call(ModelStep step);
}
