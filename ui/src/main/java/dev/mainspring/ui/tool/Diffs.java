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
            String path = file.path("path").asString("");
            all.add(file(path, file.path("diff").asString(""), MAX_LINES));
        }
        if (result.path("files").isEmpty()) {
            all.add(CallBody.json(call.input()));
        }
        return all;
    }

    /** All of a diff, however long. */
    static Div whole(String path, String diff) {
        return file(path, diff, Long.MAX_VALUE);
    }

    private static Div file(String path, String diff, long maxLines) {
        DiffCount count = DiffCount.of(diff);
        Div head = Dom.div("diff-head", Dom.span("diff-path", path));
        head.add(Dom.span("diff-added", "+" + count.added()));
        head.add(Dom.span("diff-removed", "−" + count.removed()));
        return Dom.div(
                "diff-file",
                head,
                Dom.html("diff-body", "<pre tabindex='0'>" + lines(diff, maxLines) + "</pre>"));
    }

    static String lines(String diff, long maxLines) {
        StringBuilder html = new StringBuilder();
        UnifiedDiff.lines(diff).limit(maxLines).forEach(line -> add(html, kind(line), line));
        long left = UnifiedDiff.lines(diff).skip(maxLines).count();
        if (left > 0) {
            add(html, "hunk", left + " more lines are not shown");
        }
        return html.toString();
    }

    private static void add(StringBuilder html, String kind, String line) {
        html.append("<span class='")
                .append(kind)
                .append("'>")
                .append(Escape.html(line.isEmpty() ? " " : line))
                .append("</span>");
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
