package dev.mainspring.store;

/** A template file that cannot be used; names the file, the field, the value and the rule. */
public final class InvalidTemplateException extends RuntimeException {

    InvalidTemplateException(String message) {
        super(message);
    }
}
