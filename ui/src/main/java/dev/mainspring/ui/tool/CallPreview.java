package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import tools.jackson.databind.JsonNode;

/** What a call would do, before it is run. */
public final class CallPreview {

    private CallPreview() {}

    public static Component of(Call call) {
        Component preview =
                switch (call.name()) {
                    case "execute" -> command(call);
                    case "write_file" -> NumberedFile.plain(call.in("path"), call.in("content"));
                    case "edit_files" -> edits(call);
                    default -> CallBody.json(call.input());
                };
        Div all = Dom.testId(Dom.div("call-content", preview), "preview");
        if (call.name().equals("write_file")) {
            all.addComponentAsFirst(Dom.span("preview-path", call.in("path")));
        }
        return all;
    }

    private static Component command(Call call) {
        Div prompt = Dom.div("terminal-command", Dom.span("terminal-prompt", "$"));
        prompt.add(Dom.span("terminal-text", call.in("command")));
        Div terminal = Dom.div("terminal", prompt);
        Div all = Dom.div("call-content", terminal);
        String folder = call.in("workdir");
        if (!folder.isEmpty()) {
            all.add(Dom.span("call-note", "in " + folder));
        }
        if (!call.in("intent").isEmpty()) {
            all.add(Dom.span("call-note", call.in("intent")));
        }
        return all;
    }

    /** The edits as they were written: which lines they meet is known only when they are made. */
    private static Component edits(Call call) {
        Div all = Dom.div("diffs");
        for (JsonNode file : call.input().path("files")) {
            all.add(Diffs.whole(file.path("path").asString(""), diff(file)));
        }
        return all;
    }

    static String diff(JsonNode file) {
        StringBuilder diff = new StringBuilder();
        for (JsonNode edit : file.path("edits")) {
            boolean all = edit.path("replace_all").asBoolean(false);
            diff.append(all ? "@@ at every place\n" : "@@\n");
            lines(diff, '-', edit.path("old_text").asString(""));
            lines(diff, '+', edit.path("new_text").asString(""));
        }
        return diff.toString();
    }

    private static void lines(StringBuilder diff, char sign, String text) {
        text.lines().forEach(line -> diff.append(sign).append(line).append('\n'));
    }
}
