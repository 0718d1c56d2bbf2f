package dev.mainspring.activities.model;

/** Hears a model's answer as it arrives. */
@FunctionalInterface
public interface ModelListener {
    void onDelta(ModelDelta delta);
}
