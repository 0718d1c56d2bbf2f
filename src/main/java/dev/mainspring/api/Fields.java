package dev.mainspring.api;

import dev.mainspring.chat.ProblemException;
import org.jspecify.annotations.Nullable;

/** Checks what a request must bring. */
final class Fields {

    private Fields() {}

    /**
     * The value of a field that must be there.
     *
     * @throws ProblemException invalid_request, naming the field
     */
    static <T> T require(String field, @Nullable T value) {
        if (value == null) {
            throw ProblemException.invalid(field, "is missing");
        }
        return value;
    }
}
