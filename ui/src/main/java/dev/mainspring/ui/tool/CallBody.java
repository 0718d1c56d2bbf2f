package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.ui.element.Dom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an ended call opens to. */
final class CallBody {

    private CallBody() {}

    static Component of(Call call) {
        JsonNode result = call.result();
        if (result == null) {
            return note("Nothing to show yet.");
        }
        Div body = Dom.div("call-content");
        String error = call.out("error");
        if (!error.isEmpty()) {
            body.add(error(call.state(), error));
        }
        Component content = content(call, result);
        if (content != null) {
            body.add(content);
        }
        String note = note(call);
        if (!note.isEmpty()) {
            body.add(note(note));
        }
        for (JsonNode rules : result.path("instructions")) {
            body.add(note("The agent was told " + rules.path("path").asString("") + ", too."));
        }
        return body;
    }

    private static String note(Call call) {
        if (call.process() != null) {
            String why = call.process().note();
            return why == null || call.goesOn() ? "" : why;
        }
        return call.name().equals("propose_plan") ? "" : call.out("note");
    }

    private static @Nullable Component content(Call call, JsonNode result) {
        return switch (call.name()) {
            case "execute", "process_output" -> Terminal.ended(call);
            case "edit_files" -> Diffs.of(result, call);
            case "read_file" -> result.has("content") ? NumberedFile.of(call) : json(result);
            case "read_skill" -> NumberedFile.plain(call.out("path"), call.out("content"));
            case "write_file" -> NumberedFile.plain(call.in("path"), call.in("content"));
            case "search_files" -> Listing.matches(result);
            case "list_files" -> Listing.files(result);
            case "propose_plan", "ask_user_question", "update_todos" ->
                    call.out("error").isEmpty() ? AskBody.of(call) : json(call.input(), result);
            case "wait_agent", "list_agents" -> AgentReports.of(result);
            case "spawn_agent" -> text(call.in("prompt"));
            case "message_agent" -> text(call.in("message"));
            default -> further(call, result);
        };
    }

    private static Component text(String text) {
        return Dom.div("call-text", new Span(text));
    }

    /** Text of an MCP server as it came; what else there is as JSON. */
    private static Component further(Call call, JsonNode result) {
        if (!call.name().contains("__") || !result.path("content").isString()) {
            return json(call.input(), result);
        }
        Div all = Dom.div("call-content", json(call.input()));
        all.add(
                Dom.html(
                        "call-pre",
                        "<pre tabindex='0'>" + Escape.html(call.out("content")) + "</pre>"));
        return all;
    }

    static Component json(JsonNode... nodes) {
        Div all = Dom.div("call-json");
        for (JsonNode node : nodes) {
            if (node.isEmpty() || (node.size() == 1 && node.has("error"))) {
                continue;
            }
            String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
            all.add(
                    Dom.html(
                            "call-pre",
                            "<pre tabindex='0'><code class='language-json'>"
                                    + Escape.html(text)
                                    + "</code></pre>"));
        }
        return all;
    }

    private static Component error(ToolState state, String error) {
        String classes = state == ToolState.CANCELLED ? "call-note" : "call-error";
        return Dom.testId(Dom.span(classes, error), "tool-error");
    }

    private static Span note(String text) {
        return Dom.span("call-note", text);
    }
}
