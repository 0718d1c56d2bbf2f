package dev.mainspring.security;

import java.time.Duration;

/** What came of an attempt to sign in. */
public sealed interface SignIn {

    /** The password is right. */
    record Done(CurrentUser user) implements SignIn {}

    /** No such account, or not its password: which of the two is not said. */
    record Wrong() implements SignIn {}

    /** Too many failures before this one; the password was not looked at. */
    record TooManyAttempts(Duration retryAfter) implements SignIn {}
}
