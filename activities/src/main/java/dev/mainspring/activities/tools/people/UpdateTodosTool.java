package dev.mainspring.activities.tools.people;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Todo;
import dev.mainspring.conversation.TodoState;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.ChatTransactions;
import dev.mainspring.store.TodoRows;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Replaces the checklist that people see beside the chat. */
@Component
final class UpdateTodosTool implements Tool {

    private static final String NAME = "update_todos";

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.READ,
                    NAME,
                    """
                    Shows the person a checklist of the work. Give the whole list each time; it
                    replaces the last one. Use it for work of three steps or more: one item in
                    progress, marked done as soon as it is. An empty list takes it away.
                    """,
                    """
                    "items": {"type": "array", "maxItems": 50, "items": {
                      "type": "object", "additionalProperties": false,
                      "required": ["text", "state"],
                      "properties": {
                        "text": {"type": "string", "minLength": 1, "maxLength": 300},
                        "state": {"enum": ["pending", "in_progress", "done"]}}}}
                    """,
                    "items");

    private final ChatTransactions chats;
    private final TodoRows todos;

    UpdateTodosTool(ChatTransactions chats, TodoRows todos) {
        this.chats = chats;
        this.todos = todos;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    /** It changes nothing but what people see. */
    @Override
    public String summary(JsonNode input) {
        JsonNode items = input.path("items");
        long done =
                StreamSupport.stream(items.spliterator(), false)
                        .filter(item -> item.path("state").asString("").equals("done"))
                        .count();
        return Summary.of(NAME, done + " of " + items.size() + " done");
    }

    @Override
    public ToolOutput run(ToolRun run) {
        List<Todo> items =
                Json.MAPPER.convertValue(
                        run.input().path("items"), new TypeReference<List<Todo>>() {});
        chats.in(
                run.chat(),
                tx -> {
                    todos.replace(tx, items);
                    return true;
                });
        long done = items.stream().filter(item -> item.state() == TodoState.DONE).count();
        return ToolResults.finished(
                ToolResults.object().put("items", items.size()).put("done", done));
    }
}
