package dev.mainspring.activities.tools.people;

import dev.mainspring.activities.tools.Summary;
import dev.mainspring.activities.tools.Tool;
import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.activities.tools.ToolResults;
import dev.mainspring.activities.tools.ToolRun;
import dev.mainspring.activities.tools.ToolSchemas;
import dev.mainspring.conversation.Ask;
import dev.mainspring.conversation.Reply;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolSpec;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Puts a plan before the person; the turn waits for their decision. */
@Component
final class ProposePlanTool implements Tool {

    private static final String NAME = "propose_plan";

    private static final ToolSpec SPEC =
            ToolSchemas.spec(
                    ToolClass.PEOPLE,
                    NAME,
                    """
                    Shows the person a plan and waits until they approve, edit or reject it. In plan
                    mode end with this: what to change, where, in which order, how it will be
                    checked. Approval ends plan mode. At most 32 KB of Markdown.
                    """,
                    """
                    "plan": {"type": "string", "minLength": 1, "description": "Markdown"}
                    """,
                    "plan");

    private final Asking asking;

    ProposePlanTool(Asking asking) {
        this.asking = asking;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String summary(JsonNode input) {
        String plan = input.path("plan").asString("").strip();
        String first = plan.lines().findFirst().orElse("").replaceFirst("^#+\\s*", "");
        return Summary.of(NAME, first);
    }

    @Override
    public ToolOutput run(ToolRun run) {
        String plan = run.input().path("plan").asString("");
        int bytes = plan.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Ask.Plan.MAX_BYTES) {
            return ToolResults.failed(
                    "the plan has %d bytes of UTF-8, at most %d: shorten it and propose it again"
                            .formatted(bytes, Ask.Plan.MAX_BYTES));
        }
        if (plan.isBlank()) {
            return ToolResults.failed("the plan is blank");
        }
        return asking.ask(
                run, new Ask.Plan(plan), "a decision on the plan", ProposePlanTool::result);
    }

    private static ObjectNode result(Reply reply) {
        ObjectNode result = ToolResults.object();
        String next =
                switch (reply.decision()) {
                    case APPROVE -> "approved: carry the plan out now";
                    case EDIT -> "approved as the person has rewritten it: carry this plan out now";
                    case MESSAGE ->
                            "not decided: the person wrote a message instead; it comes next";
                    case REJECT -> "rejected: change nothing; revise the plan and propose it again";
                    case ALLOW, ALLOW_ALWAYS, DENY, ANSWER ->
                            throw new IllegalStateException(
                                    "a plan was decided with " + reply.decision().wire());
                };
        result.put("decision", reply.decision().wire()).put("next", next);
        if (reply.plan() != null) {
            result.put("plan", reply.plan());
        }
        if (reply.note() != null && !reply.note().isBlank()) {
            result.put("note", reply.note());
        }
        return result;
    }
}
