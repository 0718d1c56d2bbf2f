package dev.mainspring.activities.tools.agents;

import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.AgentType;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ModelRef;
import dev.mainspring.conversation.ReasoningEffort;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import dev.mainspring.store.AgentOrders;
import dev.mainspring.store.AgentRows;
import dev.mainspring.store.OrderRefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes a sub-agent and returns at once; the chat's workflow starts it. */
@Component
final class SpawnAgentTool implements Tool {

    private static final int TITLE_CHARACTERS = 60;

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.ORCHESTRATION,
                    AgentOrders.SPAWN,
                    """
                    Starts a sub-agent and returns at once. It works in the same workspace, with a
                    context of its own: it knows nothing of this conversation, so the prompt must
                    say everything it needs and what it is to report. Use it for work that can be
                    done beside yours; spawn several for independent parts, then wait_agent. Type
                    explore only reads; general has all workspace tools.
                    """,
                    """
                    "prompt": {"type": "string", "minLength": 1, "maxLength": 100000},
                    "type": {"type": "string", "enum": ["general", "explore"],
                      "default": "general"},
                    "title": {"type": "string", "minLength": 1, "maxLength": 200,
                      "description": "a few words for people"},
                    "model": {"type": "string", "minLength": 1, "maxLength": 200,
                      "description": "<provider>/<model>; this chat's by default"},
                    "reasoning_effort": {"type": "string",
                      "enum": ["minimal", "low", "medium", "high"]}
                    """,
                    "prompt");

    private final AgentOrders orders;
    private final AgentRows agents;
    private final ModelCatalog models;

    SpawnAgentTool(AgentOrders orders, AgentRows agents, ModelCatalog models) {
        this.orders = orders;
        this.agents = agents;
        this.models = models;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        return Summary.of(AgentOrders.SPAWN, title(input));
    }

    @Override
    public ToolOutput run(ToolRun run) {
        JsonNode input = run.input();
        if (input.path("prompt").asString("").isBlank()) {
            return ToolResults.failed("prompt: must not be blank");
        }
        try {
            ChatId id = orders.spawn(run.chat(), order(run, input));
            return agents.find(run.chat(), id)
                    .map(agent -> ToolResults.finished(AgentTexts.described(agent)))
                    .orElseGet(() -> ToolResults.failed("the agent was removed"));
        } catch (OrderRefusedException e) {
            return ToolResults.failed(String.valueOf(e.getMessage()));
        }
    }

    private AgentOrders.Order order(ToolRun run, JsonNode input) {
        return new AgentOrders.Order(
                run.call(),
                input.path("prompt").asString(""),
                title(input),
                AgentType.of(input.path("type").asString(AgentType.GENERAL.wire())),
                model(input.path("model").asString("")),
                effort(input.path("reasoning_effort").asString("")));
    }

    private @Nullable ModelRef model(String given) {
        if (given.isEmpty()) {
            return null;
        }
        ModelRef model;
        try {
            model = ModelRef.of(given);
        } catch (IllegalArgumentException notAModel) {
            throw new OrderRefusedException("model '" + given + "' is not <provider>/<model>");
        }
        if (models.find(model).isEmpty()) {
            throw new OrderRefusedException("model '" + given + "': " + models.missing(model));
        }
        return model;
    }

    private static @Nullable ReasoningEffort effort(String given) {
        return given.isEmpty() ? null : ReasoningEffort.of(given);
    }

    /** The title asked for, else the first words of the prompt. */
    private static String title(JsonNode input) {
        String given = input.path("title").asString("").strip();
        String text = given.isEmpty() ? input.path("prompt").asString("").strip() : given;
        String line = text.lines().findFirst().orElse("").replaceAll("\\s+", " ");
        if (!given.isEmpty() || line.length() <= TITLE_CHARACTERS) {
            return line.isEmpty() ? "Agent" : line;
        }
        int space = line.lastIndexOf(' ', TITLE_CHARACTERS);
        return line.substring(0, space > TITLE_CHARACTERS / 2 ? space : TITLE_CHARACTERS) + "…";
    }
}
