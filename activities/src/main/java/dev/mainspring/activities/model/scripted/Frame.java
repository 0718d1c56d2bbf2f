package dev.mainspring.activities.model.scripted;

import java.time.Duration;

/** A piece of a streamed response. */
sealed interface Frame {

    /** Bytes, after a pause. */
    record Data(Duration pause, String text) implements Frame {}

    /** Nothing, until the reader's patience ends. */
    record Silence() implements Frame {}

    /** The connection breaks. */
    record Cut() implements Frame {}
}
