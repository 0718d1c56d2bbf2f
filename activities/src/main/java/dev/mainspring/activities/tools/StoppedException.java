package dev.mainspring.activities.tools;

/** A person stopped a call that changes nothing. */
final class StoppedException extends RuntimeException {
    StoppedException() {
        super("stopped by the person");
    }
}
