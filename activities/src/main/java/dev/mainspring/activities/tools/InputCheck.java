package dev.mainspring.activities.tools;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.mainspring.conversation.ToolSpec;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Holds a call's arguments against its tool's schema. */
final class InputCheck {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final int MOST_PROBLEMS = 5;

    private final String tool;
    private final Schema schema;

    InputCheck(ToolSpec spec) {
        this.tool = spec.name();
        this.schema = REGISTRY.getSchema(spec.inputSchema());
    }

    /** What is wrong, naming field, value and rule; empty if nothing is. */
    Optional<String> problem(JsonNode input) {
        if (!input.isObject()) {
            return Optional.of(
                    "the arguments of %s are not a JSON object: %s"
                            .formatted(tool, Summary.oneLine(input.asString(input.toString()))));
        }
        var errors = schema.validate(input);
        if (errors.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                errors.stream()
                        .limit(MOST_PROBLEMS)
                        .map(InputCheck::told)
                        .collect(
                                Collectors.joining(
                                        "; ", "the arguments of " + tool + " are wrong: ", "")));
    }

    private static String told(Error error) {
        String field = error.getInstanceLocation().toString();
        JsonNode value = error.getInstanceNode();
        String given =
                value == null || value.isContainer()
                        ? ""
                        : " (it is " + Summary.oneLine(value.toString()) + ")";
        return (field.isEmpty() ? "" : field + " ") + error.getMessage() + given;
    }
}
