package dev.mainspring.security;

/** What came of an attempt to set the product up. */
public sealed interface SetupOutcome {

    /** The administrator can sign in now. */
    record Done(CurrentUser admin) implements SetupOutcome {}

    /** The link was used, has expired, or a newer start made another one. */
    record LinkVoid() implements SetupOutcome {}

    /** A field's value breaks its rule; the link can still be used. */
    record Refused(String field, String message) implements SetupOutcome {}
}
