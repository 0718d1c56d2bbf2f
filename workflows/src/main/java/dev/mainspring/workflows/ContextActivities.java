package dev.mainspring.workflows;

import io.temporal.activity.ActivityInterface;

/** Keeps what a model has to read short. */
@ActivityInterface(namePrefix = "Context_")
public interface ContextActivities {

    /**
     * Has a model summarise the conversation before a step and stores the summary; without calls in
     * the answer. A second attempt after the summary was stored changes nothing.
     */
    ModelReply compact(ModelStep step);

    /** Has a model name the chat, unless somebody has. May be repeated. */
    void title(RunRef run);
}
