package dev.mainspring.api;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.customizers.ParameterCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;

/** What the OpenAPI document says beyond what springdoc reads off the controllers. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Mainspring")
                                .version("v1")
                                .description(
                                        "Chats with coding agents. Errors are RFC 9457 problem"
                                                + " details with a stable `code`.")
                                .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .security(List.of(new SecurityRequirement().addList(TOKEN)))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        TOKEN,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")));
    }

    /** The shapes no controller returns. */
    @Bean
    GlobalOpenApiCustomizer problemShape() {
        return document ->
                ModelConverters.getInstance(true)
                        .readAll(Problem.class)
                        .forEach((name, schema) ->
                                document.getComponents().addSchemas(name, schema));
    }

    /** Ids in paths and queries are UUIDs, as they are in bodies. */
    @Bean
    ParameterCustomizer ids() {
        return (parameter, method) -> {
            if (parameter != null && ApiSchemas.isSingleValue(method.getParameterType())) {
                Schema<?> uuid = ApiSchemas.of("string").format("uuid");
                parameter.setSchema(uuid);
            }
            return parameter;
        };
    }

    /** Every refusal an operation can answer with. */
    @Bean
    GlobalOperationCustomizer refusals() {
        return (operation, method) -> {
            operation.setOperationId(operationId(method));
            if (operation.getResponses() != null) {
                streams(operation, method);
                refusals(method)
                        .forEach((status, why) ->
                                operation
                                        .getResponses()
                                        .addApiResponse(
                                                String.valueOf(status), problem(status, why)));
            }
            return operation;
        };
    }

    /** Such as {@code chats_create}. */
    private static String operationId(HandlerMethod method) {
        String controller = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + "_"
                + method.getMethod().getName();
    }

    private static void streams(Operation operation, HandlerMethod method) {
        RequestMapping mapping = mapping(method);
        if (List.of(mapping.produces())
                .contains(org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE)) {
            Schema<?> text = ApiSchemas.of("string");
            operation
                    .getResponses()
                    .addApiResponse(
                            "200",
                            new ApiResponse()
                                    .description("Server-sent events, until the client goes")
                                    .content(
                                            new Content()
                                                    .addMediaType(
                                                            "text/event-stream",
                                                            new MediaType().schema(text))));
        }
    }

    private static Map<Integer, String> refusals(HandlerMethod method) {
        RequestMapping mapping = mapping(method);
        boolean writes =
                !READING.contains(
                        mapping.method().length == 0 ? "GET" : mapping.method()[0].name());
        boolean body =
                List.of(method.getMethodParameters()).stream()
                        .anyMatch(it -> it.hasParameterAnnotation(RequestBody.class));
        Map<Integer, String> refusals = new TreeMap<>();
        refusals.put(400, "The request cannot be read, such as invalid JSON");
        refusals.put(401, "No valid token or session");
        refusals.put(404, "There is no such thing, or it is somebody else's");
        refusals.put(406, "The Accept header asks for what is not on offer");
        refusals.put(422, "A value breaks a rule");
        refusals.put(503, "The database does not answer");
        if (writes) {
            refusals.put(403, "The session's CSRF token is missing");
            refusals.put(409, "The state of things forbids it");
        }
        if (body) {
            refusals.put(413, "The body is too large");
            refusals.put(415, "The body is not application/json");
        }
        return refusals;
    }

    private static RequestMapping mapping(HandlerMethod method) {
        RequestMapping mapping =
                AnnotatedElementUtils.findMergedAnnotation(
                        method.getMethod(), RequestMapping.class);
        if (mapping == null) {
            throw new IllegalStateException("no mapping: " + method);
        }
        return mapping;
    }

    private static ApiResponse problem(int status, String why) {
        ApiResponse response =
                new ApiResponse()
                        .description(why)
                        .content(
                                new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new JsonSchema().$ref(PROBLEM))));
        if (status == 503) {
            Schema<?> seconds = ApiSchemas.of("integer");
            response.addHeaderObject("Retry-After", new Header().schema(seconds));
        }
        return response;
    }
}
