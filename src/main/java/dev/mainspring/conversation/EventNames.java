package dev.mainspring.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads the names that {@link JsonSubTypes} gives to the classes of a sealed family. */
final class EventNames {

    private EventNames() {}

    static Map<Class<?>, String> of(Class<?> family) {
        JsonSubTypes types = Objects.requireNonNull(family.getAnnotation(JsonSubTypes.class));
        return Arrays.stream(types.value())
                .collect(Collectors.toUnmodifiableMap(t -> t.value(), t -> t.name()));
    }
}
