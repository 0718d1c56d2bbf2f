package dev.mainspring.store.file;

/** A file that no chat takes; the message says what it really is, and the rule. */
public final class WrongFileException extends RuntimeException {

    /** What is wrong with it. */
    public enum Reason {
        /** It is of another kind, or not of the kind it claims to be. */
        KIND,
        /** It has too many pixels. */
        PIXELS
    }

    private final Reason reason;

    WrongFileException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
