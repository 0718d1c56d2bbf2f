package dev.mainspring.activities.turn;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.PathCalls;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Keeps the newest plan, the checklist and questions without an answer. */
@Component
@Order(200)
class KeepPlans implements CompactionKeep {

    private static final int MOST_CHARS = 32 * 1024;
    private static final String PLAN = "propose_plan";
    private static final String TODOS = "update_todos";
    private static final String QUESTION = "ask_user_question";
    private static final List<String> KEPT = List.of(PLAN, TODOS, QUESTION);

    /** Of each tool: the newest checklist that was taken is nearly always the newest one. */
    private static final int LOOKED_AT = 20;

    private final PathCalls calls;

    KeepPlans(PathCalls calls) {
        this.calls = calls;
    }

    @Override
    public Optional<String> of(ChatRow chat, BranchId branch, List<Message> kept) {
        String text = of(KeptCalls.of(calls.newest(branch, KEPT, LOOKED_AT)));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    static String of(KeptCalls calls) {
        return Stream.of(plan(calls), todos(calls), question(calls))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n\n"));
    }

    private static Optional<String> plan(KeptCalls calls) {
        return calls.newest(PLAN)
                .map(call -> plan(call.input().path("plan").asString(""), calls.result(call)));
    }

    /** A person may have rewritten it. */
    private static String plan(String proposed, JsonNode result) {
        String decision = result.path("decision").asString("not decided");
        String plan = result.path("plan").asString(proposed);
        return "## The plan (the person's decision: %s)\n\n%s"
                .formatted(decision, SummaryRequest.cut(plan, MOST_CHARS));
    }

    private static Optional<String> todos(KeptCalls calls) {
        return calls.calls().reversed().stream()
                .filter(call -> call.name().equals(TODOS) && calls.succeeded(call))
                .findFirst()
                .map(call ->
                        call.input()
                                .path("items")
                                .valueStream()
                                .map(KeepPlans::todo)
                                .collect(Collectors.joining("\n", "## Checklist\n\n", "")));
    }

    private static String todo(JsonNode item) {
        return "- " + item.path("text").asString("") + ": " + item.path("state").asString("");
    }

    private static Optional<String> question(KeptCalls calls) {
        return calls.newest(QUESTION)
                .filter(call -> !calls.succeeded(call))
                .map(KeepPlans::questions);
    }

    private static String questions(Part.ToolCall call) {
        return call.input()
                .path("questions")
                .valueStream()
                .map(question -> "- " + question.path("question").asString(""))
                .collect(Collectors.joining("\n", "## Asked, without an answer\n\n", ""));
    }
}
