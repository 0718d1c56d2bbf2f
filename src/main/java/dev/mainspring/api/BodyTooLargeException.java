package dev.mainspring.api;

import java.io.IOException;

/** A body holds more bytes than we take. */
final class BodyTooLargeException extends IOException {
    BodyTooLargeException(long limitBytes) {
        super("The body holds more than " + limitBytes + " bytes.");
    }
}
