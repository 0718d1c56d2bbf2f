package dev.mainspring.activities;

/** This attempt ended without touching the effect: it may still be running. A retry re-attaches. */
public final class DetachedException extends RuntimeException {
    public DetachedException(String what) {
        super("detached from " + what);
    }
}
