package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Says what is wrong with a body that could not be read. */
final class UnreadableBody {

    private UnreadableBody() {}

    static Problem problem(HttpMessageNotReadableException failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) {
            if (it instanceof BodyTooLargeException tooLarge) {
                return Problem.of(
                        HttpStatus.CONTENT_TOO_LARGE,
                        "payload_too_large",
                        "The request is too large",
                        String.valueOf(tooLarge.getMessage()),
                        List.of());
            }
        }
        return switch (failure.getCause()) {
            case StreamReadException it -> invalidJson(it.getOriginalMessage() + at(it));
            case UnrecognizedPropertyException it ->
                    ApiErrors.invalid(path(it), "is unknown; known are " + known(it));
            case InvalidTypeIdException it ->
                    ApiErrors.invalid(
                            path(it) + ".type",
                            (it.getTypeId() == null ? "is missing" : "is '" + it.getTypeId() + "'")
                                    + ", must be one of "
                                    + types(it));
            case MismatchedInputException it -> ApiErrors.invalid(path(it), "must be " + rule(it));
            case DatabindException it -> ApiErrors.invalid(path(it), rule(it));
            case null, default -> invalidJson("The body is missing or cannot be read.");
        };
    }

    private static Problem invalidJson(String detail) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "invalid_json",
                "The body is no valid JSON",
                detail,
                List.of());
    }

    private static String at(StreamReadException it) {
        return it.getLocation() == null
                ? ""
                : " (line %d, column %d)"
                        .formatted(it.getLocation().getLineNr(), it.getLocation().getColumnNr());
    }

    private static String known(UnrecognizedPropertyException it) {
        return it.getKnownPropertyIds() == null
                ? "none"
                : it.getKnownPropertyIds().stream()
                        .map(String::valueOf)
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String types(InvalidTypeIdException it) {
        JsonSubTypes types =
                it.getBaseType() == null
                        ? null
                        : it.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
        return types == null
                ? "the known types"
                : Arrays.stream(types.value())
                        .map(JsonSubTypes.Type::name)
                        .collect(Collectors.joining(", "));
    }

    /** What the target demands, in the words of JSON. */
    private static String rule(DatabindException it) {
        if (it instanceof ValueInstantiationException v && v.getType().isEnumType()) {
            // Its own message names a Java class.
            return "must be " + ApiTypes.describe(v.getType().getRawClass());
        }
        Throwable reason = it.getCause();
        if (reason instanceof IllegalArgumentException && reason.getMessage() != null) {
            return reason.getMessage();
        }
        Class<?> target = it instanceof MismatchedInputException m ? m.getTargetType() : null;
        return target == null ? "readable" : ApiTypes.describe(target);
    }

    /** Such as {@code message.parts[0].text}; empty for the body as a whole. */
    private static String path(JacksonException failure) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : failure.getPath()) {
            @Nullable String name = step.getPropertyName();
            if (name == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.isEmpty() ? "body" : path.toString();
    }
}
