package dev.mainspring.ui.tool;

import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import tools.jackson.databind.JsonNode;

/** Unified diffs, coloured. */
final class Diffs {

    /** A longer diff is cut: nobody reads it here, and a browser would stutter. */
    private static final int MAX_LINES = 2_000;

    private Diffs() {}

    static Div of(JsonNode result, Call call) {
        Div all = Dom.testId(Dom.div("diffs"), "diff");
        for (JsonNode file : result.path("files")) {
            all.add(file(file.path("path").asString(""), file.path("diff").asString("")));
        }
        if (result.path("files").isEmpty()) {
            all.add(CallBody.json(call.input()));
        }
        return all;
    }

    static Div file(String path, String diff) {
        DiffCount count = DiffCount.of(diff);
        Div head = Dom.div("diff-head", Dom.span("diff-path", path));
        head.add(Dom.span("diff-added", "+" + count.added()));
        head.add(Dom.span("diff-removed", "−" + count.removed()));
        return Dom.div(
                "diff-file",
                head,
                Dom.html("diff-body", "<pre tabindex='0'>" + lines(diff) + "</pre>"));
    }

    static String lines(String diff) {
        StringBuilder html = new StringBuilder();
        diff.lines()
                .filter(line -> !line.startsWith("--- ") && !line.startsWith("+++ "))
                .limit(MAX_LINES)
                .forEach(line ->
                        html.append("<span class='")
                                .append(kind(line))
                                .append("'>")
                                .append(Escape.html(line.isEmpty() ? " " : line))
                                .append("</span>"));
        return html.toString();
    }

    private static String kind(String line) {
        if (line.startsWith("@@")) {
            return "hunk";
        }
        if (line.startsWith("+")) {
            return "added";
        }
        return line.startsWith("-") ? "removed" : "same";
    }
}
