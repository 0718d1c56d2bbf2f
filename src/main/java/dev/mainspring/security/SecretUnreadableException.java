package dev.mainspring.security;

/** An encrypted text that cannot be read; trying again does not help. */
public final class SecretUnreadableException extends RuntimeException {

    SecretUnreadableException(String why) {
        super("The secret cannot be read: " + why);
    }
}
