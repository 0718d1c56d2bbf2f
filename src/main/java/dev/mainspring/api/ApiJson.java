package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ProviderData;
import dev.mainspring.store.Jsonb;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/** The API's JSON: strict in what it takes, and without what only a provider must see. */
@Configuration(proxyBeanMethods = false)
class ApiJson {

    /** What is said differently here than in the database. */
    private static final Map<Class<?>, Class<?>> MIX_INS =
            Map.of(
                    Part.Text.class, TextPart.class,
                    Part.Reasoning.class, ReasoningPart.class,
                    Part.ToolCall.class, ToolCallPart.class,
                    Part.ToolResult.class, ToolResultPart.class);

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return builder -> {
            builder.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                    .addModule(
                            new SimpleModule("api")
                                    .addDeserializer(String.class, new StorableText()));
            MIX_INS.forEach(builder::addMixIn);
        };
    }

    /** Whether a component of a record never leaves. */
    static boolean isHidden(Class<?> record, String component) {
        return mixIn(record, component)
                .filter(it -> it.isAnnotationPresent(JsonIgnore.class))
                .isPresent();
    }

    /** Whether a component of a record is left out where it is null. */
    static boolean isLeftOut(Class<?> record, String component) {
        boolean mixedIn =
                mixIn(record, component)
                        .filter(it -> it.isAnnotationPresent(JsonInclude.class))
                        .isPresent();
        return mixedIn
                || Arrays.stream(record.getRecordComponents())
                        .filter(it -> it.getName().equals(component))
                        .anyMatch(it -> it.getAccessor().isAnnotationPresent(JsonInclude.class));
    }

    private static Optional<Method> mixIn(Class<?> record, String component) {
        Class<?> mixIn = MIX_INS.get(record);
        return mixIn == null
                ? Optional.empty()
                : Arrays.stream(mixIn.getDeclaredMethods())
                        .filter(it -> it.getName().equals(component))
                        .findFirst();
    }

    private interface TextPart {
        @JsonIgnore
        @Nullable ProviderData raw();
    }

    private interface ReasoningPart {
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Long durationMs();

        @JsonIgnore
        @Nullable ProviderData raw();
    }

    private interface ToolCallPart {
        @JsonIgnore
        String providerId();

        @JsonIgnore
        @Nullable ProviderData raw();
    }

    private interface ToolResultPart {
        @JsonIgnore
        String providerId();

        @JsonIgnore
        String name();
    }

    /**
     * Takes strings only, no numbers, and replaces what no text column of PostgreSQL can hold (NUL
     * and lone surrogates) by U+FFFD.
     */
    private static final class StorableText extends StdScalarDeserializer<String> {

        StorableText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(getValueType(context), parser);
            }
            return Jsonb.storable(parser.getString());
        }
    }
}
