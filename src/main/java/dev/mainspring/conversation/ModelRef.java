package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a model as {@code <provider>/<model>}; the model's own name may contain slashes. */
public record ModelRef(String provider, String model) {

    public ModelRef {
        if (provider.isBlank() || model.isBlank()) {
            throw new IllegalArgumentException(
                    "model '" + provider + "/" + model + "' must read <provider>/<model>");
        }
    }

    /**
     * Reads {@code <provider>/<model>}.
     *
     * @throws IllegalArgumentException if a side is missing
     */
    @JsonCreator
    public static ModelRef of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("model '" + text + "' must read <provider>/<model>");
        }
        return new ModelRef(text.substring(0, slash), text.substring(slash + 1));
    }

    @JsonValue
    @Override
    public String toString() {
        return provider + "/" + model;
    }
}
