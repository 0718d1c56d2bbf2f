package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import dev.mainspring.ui.markdown.MarkdownBox;
import tools.jackson.databind.JsonNode;

/** What the agent asked or told the person, and what came of it. */
final class AskBody {

    private AskBody() {}

    static Component of(Call call) {
        return switch (call.name()) {
            case "propose_plan" -> plan(call);
            case "update_todos" -> todos(call.input().path("items"));
            default -> questions(call);
        };
    }

    private static Component plan(Call call) {
        String edited = call.out("plan");
        Div all = Dom.div("plan", MarkdownBox.of(edited.isEmpty() ? call.in("plan") : edited));
        if (!call.out("note").isEmpty()) {
            all.add(Dom.span("call-note", "Your note: " + call.out("note")));
        }
        return all;
    }

    private static Component questions(Call call) {
        Div all = Dom.testId(Dom.div("answers"), "answers");
        JsonNode questions = call.input().path("questions");
        for (int i = 0; i < questions.size(); i++) {
            Div row = Dom.div("answer-row");
            row.add(Dom.span("question-text", questions.path(i).path("question").asString("")));
            row.add(Dom.span("answer-text", answer(call, i)));
            all.add(row);
        }
        return all;
    }

    private static String answer(Call call, int index) {
        if (call.result() == null) {
            return "not answered yet";
        }
        JsonNode answer = call.result().path("answers").path(index);
        StringBuilder words = new StringBuilder();
        answer.path("selected").forEach(label -> join(words, label.asString("")));
        join(words, answer.path("other").asString(""));
        return words.isEmpty() ? "not answered" : words.toString();
    }

    private static void join(StringBuilder words, String more) {
        if (!more.isEmpty()) {
            words.append(words.isEmpty() ? "" : ", ").append(more);
        }
    }

    private static Component todos(JsonNode items) {
        Div all = Dom.div("todo-list");
        for (JsonNode item : items) {
            String state = item.path("state").asString("");
            String mark =
                    switch (state) {
                        case "done" -> "✓";
                        case "in_progress" -> "▸";
                        default -> "○";
                    };
            Div row = Dom.div("todo", Dom.span("todo-mark-text", mark));
            row.add(Dom.span("todo-text", item.path("text").asString("")));
            row.addClassName("todo-" + state.replace('_', '-'));
            all.add(row);
        }
        return all;
    }
}
