package dev.mainspring.activities.tools.people;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Decision;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a short form before the person; the turn waits for the answers. */
@Component
final class AskUserQuestionTool implements Tool {

    private static final String NAME = "ask_user_question";

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.PEOPLE,
                    NAME,
                    """
                    Asks the person 1 to 8 questions, each with 2 to 4 options to choose from, and
                    waits for the answers, however long it takes. The person can always answer in
                    their own words instead, so no option "other" is needed. Use it where the work
                    depends on a choice only they can make, not for what you can find out yourself.
                    """,
                    """
                    "questions": {"type": "array", "minItems": 1, "maxItems": 8, "items": {
                      "type": "object", "additionalProperties": false,
                      "required": ["header", "question", "options"],
                      "properties": {
                        "header": {"type": "string", "minLength": 1, "maxLength": 40,
                          "description": "one to three words"},
                        "question": {"type": "string", "minLength": 1, "maxLength": 1000},
                        "options": {"type": "array", "minItems": 2, "maxItems": 4,
                          "uniqueItems": true, "items": {
                            "type": "object", "additionalProperties": false,
                            "required": ["label", "description"],
                            "properties": {
                              "label": {"type": "string", "minLength": 1, "maxLength": 100},
                              "description": {"type": "string", "maxLength": 500}}}},
                        "multiple": {"type": "boolean",
                          "description": "whether several options may be chosen; default false"}}}}
                    """,
                    "questions");

    private final Asking asking;

    AskUserQuestionTool(Asking asking) {
        this.asking = asking;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        JsonNode questions = input.path("questions");
        String first = questions.path(0).path("question").asString("");
        return Summary.of(
                NAME,
                questions.size() > 1 ? first + " and " + (questions.size() - 1) + " more" : first);
    }

    @Override
    public ToolOutput run(ToolRun run) {
        List<Ask.Question> questions =
                Json.MAPPER.convertValue(
                        run.input().path("questions"), new TypeReference<List<Ask.Question>>() {});
        return asking.ask(
                run, new Ask.Questions(questions), "an answer", reply -> result(questions, reply));
    }

    private static ObjectNode result(List<Ask.Question> questions, Reply reply) {
        ObjectNode result = ToolResults.object();
        if (reply.decision() == Decision.MESSAGE) {
            return result.put("answered", false)
                    .put("note", "the person wrote a message instead of choosing; it comes next");
        }
        ArrayNode answers = result.putArray("answers");
        for (int i = 0; i < questions.size(); i++) {
            Reply.Chosen chosen = reply.answers().get(i);
            ObjectNode answer = answers.addObject().put("question", questions.get(i).question());
            chosen.selected().forEach(answer.putArray("selected")::add);
            if (chosen.other() != null) {
                answer.put("other", chosen.other());
            }
        }
        if (reply.note() != null) {
            result.put("note", reply.note());
        }
        return result;
    }
}
