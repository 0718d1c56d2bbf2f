package dev.mainspring.activities.tools;

import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;

/** Writes tool specifications from text blocks. */
public final class ToolSchemas {

    /** Of one path; PATH_MAX of Linux. */
    static final String PATH =
            """
            {"type": "string", "minLength": 1, "maxLength": 4096,
             "description": "absolute, or relative to the workspace's directory"}\
            """;

    public static final String DURATION_PATTERN = "^[0-9]{1,8}(ms|s|m|h)$";

    private ToolSchemas() {}

    /**
     * A tool whose arguments are an object of these properties and no others.
     *
     * @param required names, comma-separated; empty for none
     */
    public static ToolSpec spec(
            ToolClass kind, String name, String description, String properties, String required) {
        String names =
                required.isEmpty()
                        ? ""
                        : "\"" + String.join("\", \"", required.split(", *")) + "\"";
        return new ToolSpec(
                name,
                kind,
                description.strip().replace('\n', ' '),
                Json.MAPPER.readTree(
                        """
                        {"type": "object", "additionalProperties": false,
                         "required": [%s], "properties": {%s}}\
                        """
                                .formatted(names, properties)));
    }
}
