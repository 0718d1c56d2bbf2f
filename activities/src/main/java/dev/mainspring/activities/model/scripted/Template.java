package dev.mainspring.activities.model.scripted;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills <code>{{message}}</code>, <code>{{result}}</code>, <code>{{system}}</code>, <code>
 * {{iteration}}</code> and <code>{{match.1}}</code> into texts. An unknown name stays as it is.
 */
record Template(Map<String, String> values) {

    private static final Pattern NAME = Pattern.compile("\\{\\{\\s*([a-z.0-9]+)\\s*}}");

    String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(found.group(1), found.group())));
    }

    /** Fills every text inside. */
    JsonNode fill(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode filled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(p -> filled.set(p.getKey(), fill(p.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                ArrayNode filled = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> filled.add(fill(element)));
                yield filled;
            }
            default ->
                    node.isString()
                            ? JsonNodeFactory.instance.stringNode(fill(node.stringValue()))
                            : node;
        };
    }
}
