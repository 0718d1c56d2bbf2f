package dev.mainspring.api;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.MessageId;
import dev.mainspring.conversation.RequestId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.conversation.WorkspaceId;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.format.FormatterRegistry;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How paths and queries write our values, and how a wrong one is explained. */
@Configuration(proxyBeanMethods = false)
class ApiTypes implements WebMvcConfigurer {

    /** RFC 9562's form only; the JDK's own parser takes shorter ones, too. */
    private static final Pattern CANONICAL_UUID =
            Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @Override
    public void addFormatters(FormatterRegistry registry) {
        id(registry, UUID.class, Function.identity());
        id(registry, ChatId.class, ChatId::new);
        id(registry, BranchId.class, BranchId::new);
        id(registry, MessageId.class, MessageId::new);
        id(registry, ToolCallId.class, ToolCallId::new);
        id(registry, RequestId.class, RequestId::new);
        id(registry, WorkspaceId.class, WorkspaceId::new);
        registry.addConverter(String.class, ChatStatus.class, ChatStatus::of);
    }

    private static <T> void id(FormatterRegistry registry, Class<T> type, Function<UUID, T> make) {
        registry.addConverter(
                String.class,
                type,
                text -> {
                    if (!CANONICAL_UUID.matcher(text).matches()) {
                        throw new IllegalArgumentException("no UUID: " + text);
                    }
                    return make.apply(UUID.fromString(text));
                });
    }

    /** What the parameter had to be. */
    static String rule(MethodArgumentTypeMismatchException failure) {
        Class<?> element =
                ResolvableType.forMethodParameter(failure.getParameter()).getGeneric(0).resolve();
        if (element != null && element.isEnum()) {
            return "each must be " + describe(element);
        }
        Class<?> type = failure.getRequiredType();
        return "must be " + (type == null ? "readable" : describe(type));
    }

    /** A type in the words of JSON. */
    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(it -> ((Enum<?>) it).name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == UUID.class || type.getSimpleName().endsWith("Id")) {
            return "a UUID";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "ModelRef" -> "a string, <provider>/<model>";
            case "Integer", "int", "Long", "long" -> "an integer";
            case "Boolean", "boolean" -> "true or false";
            case "List", "ArrayList" -> "an array";
            default -> "an object";
        };
    }
}
