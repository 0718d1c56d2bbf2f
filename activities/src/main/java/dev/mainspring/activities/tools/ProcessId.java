package dev.mainspring.activities.tools;

import dev.mainspring.conversation.ToolCallId;
import tools.jackson.databind.JsonNode;

/** What models know a running command by: the id of the call that started it. */
final class ProcessId {

    static final String SCHEMA =
            """
            "process_id": {"type": "string", "minLength": 1, "maxLength": 64,
              "description": "as execute or process_list gave it"}\
            """;

    private ProcessId() {}

    /**
     * The id among the arguments.
     *
     * @throws ToolRefusedException if it is none
     */
    static ToolCallId of(JsonNode input) {
        String given = input.get("process_id").asString();
        try {
            return ToolCallId.of(given);
        } catch (IllegalArgumentException e) {
            throw unknown(given);
        }
    }

    static ToolRefusedException unknown(String given) {
        return new ToolRefusedException(
                "this chat has no process '%s'; process_list shows what there is"
                        .formatted(Summary.oneLine(given)));
    }
}
