package dev.mainspring.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JavaType;
import dev.mainspring.conversation.ModelRef;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Describes our records as {@link ApiJson} writes and reads them: snake_case, ids and enums as
 * strings, sealed families by their {@code type}, null only where a component is nullable.
 */
@Component
class ApiSchemas implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json31.mapper().constructType(type.getType());
        Class<?> raw = java.getRawClass();
        if (raw == JsonNode.class) {
            return schema();
        }
        if (!raw.getName().startsWith("dev.mainspring.")) {
            return chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        }
        if (raw.isEnum()) {
            return wireNames(raw);
        }
        if (raw == ModelRef.class) {
            return string().pattern("^[^/]*[^/\\s][^/]*/[\\s\\S]*\\S[\\s\\S]*$");
        }
        if (raw.isSealed()) {
            return defined(raw, name(java), oneOf(raw, context), context);
        }
        if (isSingleValue(raw)) {
            Class<?> value = raw.getRecordComponents()[0].getType();
            if (value.isEnum()) {
                return wireNames(value);
            }
            boolean uuid = value == UUID.class;
            return uuid ? string().format("uuid") : string();
        }
        return raw.isRecord()
                ? defined(raw, name(java), object(java, context), context)
                : chain.next().resolve(type, context, chain);
    }

    private static Schema<?> defined(
            Class<?> raw, String name, Schema<?> schema, ModelConverterContext context) {
        context.defineModel(name, schema, raw, null);
        return reference(name);
    }

    private Schema<?> object(JavaType java, ModelConverterContext context) {
        Class<?> raw = java.getRawClass();
        boolean body = isBody(raw);
        Schema<?> object = of("object");
        String typeName = typeName(raw);
        if (typeName != null) {
            object.addProperty("type", string()._const(typeName));
            object.addRequiredItem("type");
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            if (ApiJson.isHidden(raw, component.getName())) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean optional = nullable && (body || ApiJson.isLeftOut(raw, component.getName()));
            String name = snakeCase(component.getName());
            Schema<?> value = value(java, component, context);
            object.addProperty(
                    name, nullable && !leftOutOnly(raw, component) ? orNull(value) : value);
            if (!optional) {
                object.addRequiredItem(name);
            }
        }
        if (body) {
            object.setAdditionalProperties(false);
        }
        return object;
    }

    /** Absent rather than null. */
    private static boolean leftOutOnly(Class<?> raw, RecordComponent component) {
        return !isBody(raw) && ApiJson.isLeftOut(raw, component.getName());
    }

    private static Schema<?> value(
            JavaType java, RecordComponent component, ModelConverterContext context) {
        JavaType type =
                Json31.mapper()
                        .getTypeFactory()
                        .resolveMemberType(component.getGenericType(), java.getBindings());
        return Objects.requireNonNull(
                context.resolve(new AnnotatedType(type).resolveAsRef(true)), component::toString);
    }

    /** A new one: what was resolved may be in use elsewhere. */
    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null || schema.getEnum() != null || schema.getTypes() == null) {
            return schema().anyOf(List.of(schema, of("null")));
        }
        JsonSchema copy = schema();
        schema.getTypes().forEach(copy::addType);
        copy.addType("null");
        copy.format(schema.getFormat()).pattern(schema.getPattern());
        copy.items(schema.getItems()).additionalProperties(schema.getAdditionalProperties());
        return copy;
    }

    private static Schema<?> oneOf(Class<?> family, ModelConverterContext context) {
        JsonSubTypes types = Objects.requireNonNull(family.getAnnotation(JsonSubTypes.class));
        Discriminator discriminator = new Discriminator().propertyName("type");
        Schema<?> oneOf = schema().discriminator(discriminator);
        for (JsonSubTypes.Type type : types.value()) {
            Schema<?> member = context.resolve(new AnnotatedType(type.value()).resolveAsRef(true));
            oneOf.addOneOfItem(member);
            discriminator.mapping(type.name(), member.get$ref());
        }
        return oneOf;
    }

    private static @Nullable String typeName(Class<?> raw) {
        Class<?> family = raw.getEnclosingClass();
        JsonSubTypes types = family == null ? null : family.getAnnotation(JsonSubTypes.class);
        return types == null
                ? null
                : Arrays.stream(types.value())
                        .filter(it -> it.value() == raw)
                        .map(JsonSubTypes.Type::name)
                        .findFirst()
                        .orElse(null);
    }

    private static Schema<?> wireNames(Class<?> raw) {
        Schema<Object> names = of("string");
        names.setEnum(
                Arrays.stream(raw.getEnumConstants())
                        .<Object>map(it -> ((Enum<?>) it).name().toLowerCase(Locale.ROOT))
                        .toList());
        return names;
    }

    /** A family's member is named after both, a page after what is in it. */
    private static String name(JavaType java) {
        Class<?> raw = java.getRawClass();
        if (java.containedTypeCount() == 1) {
            return name(java.containedType(0)) + raw.getSimpleName();
        }
        Class<?> outer = raw.getEnclosingClass();
        String family = outer == null || typeName(raw) == null ? "" : outer.getSimpleName();
        return raw.getSimpleName().replaceAll("(?<=.)(View|Answer)$", "") + family;
    }

    private static boolean isBody(Class<?> raw) {
        Class<?> outer = raw.getEnclosingClass();
        return raw.getSimpleName().endsWith("Body")
                || raw.getSimpleName().endsWith("Changes")
                || raw.getSimpleName().startsWith("New")
                || (outer != null && outer.getSimpleName().endsWith("Body"));
    }

    /** Whether a record is written as the one value it holds. */
    static boolean isSingleValue(Class<?> raw) {
        return raw.isRecord()
                && raw.getRecordComponents().length == 1
                && raw.getRecordComponents()[0].getAccessor().isAnnotationPresent(JsonValue.class);
    }

    private static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    private static Schema<?> reference(String name) {
        return schema().$ref("#/components/schemas/" + name);
    }

    private static Schema<?> string() {
        return of("string");
    }

    /** A new schema of a JSON type, which others may add to. */
    static JsonSchema of(String type) {
        JsonSchema schema = schema();
        schema.addType(type);
        return schema;
    }

    private static JsonSchema schema() {
        JsonSchema schema = new JsonSchema();
        schema.setSpecVersion(SpecVersion.V31);
        return schema;
    }

    @Override
    public boolean isOpenapi31() {
        return true;
    }
}
