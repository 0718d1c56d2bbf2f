package dev.mainspring.store;

/**
 * A workspace cannot be made or changed as asked; the message says which rule stands against it.
 */
public final class OrderRefusedException extends RuntimeException {

    public OrderRefusedException(String message) {
        super(message);
    }
}
