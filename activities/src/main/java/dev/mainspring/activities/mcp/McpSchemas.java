package dev.mainspring.activities.mcp;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mainspring.conversation.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes from a server only schemas that providers take: one that they refuse would fail the whole
 * request, and with it the chat.
 */
final class McpSchemas {

    private static final int DEPTH = 30;

    private static final Schema META =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    /** Providers refuse them at the top; the server holds its input against them itself. */
    private static final List<String> NOT_AT_TOP =
            List.of(
                    "$schema", "$id", "anyOf", "oneOf", "allOf", "not", "if", "then", "else",
                    "enum");

    private McpSchemas() {}

    /** A copy that can be offered; empty if it is not a schema of an object, or far too large. */
    static Optional<JsonNode> accepted(@Nullable Map<String, Object> given) {
        ObjectNode schema = Json.MAPPER.createObjectNode();
        if (given != null) {
            JsonNode tree = Json.MAPPER.valueToTree(given);
            tree.properties().forEach(it -> schema.set(it.getKey(), it.getValue()));
        }
        schema.remove(NOT_AT_TOP);
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        if (!schema.has("properties")) {
            schema.putObject("properties");
        }
        boolean fine =
                schema.path("type").asString("").equals("object")
                        && schema.toString().length() <= McpLimits.SCHEMA
                        && isPlain(schema, DEPTH)
                        && META.validate(schema).isEmpty();
        return fine ? Optional.of(schema) : Optional.empty();
    }

    /** Whether it is not too deep and leads nowhere else. */
    private static boolean isPlain(JsonNode node, int depth) {
        if (depth == 0) {
            return false;
        }
        String reference = node.path("$ref").asString("#");
        return reference.startsWith("#")
                && node.valueStream()
                        .filter(JsonNode::isContainer)
                        .allMatch(it -> isPlain(it, depth - 1));
    }
}
