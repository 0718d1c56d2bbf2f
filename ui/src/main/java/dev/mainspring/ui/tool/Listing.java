package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import tools.jackson.databind.JsonNode;

/** Matches of a search and files of a folder. */
final class Listing {

    private Listing() {}

    static Component matches(JsonNode result) {
        JsonNode matches = result.path("matches");
        if (!matches.isArray()) {
            return CallBody.json(result);
        }
        Div list = Dom.testId(Dom.div("listing"), "matches");
        String file = "";
        for (JsonNode match : matches) {
            String path = match.path("path").asString("");
            if (!path.equals(file)) {
                list.add(Dom.span("listing-file", path));
                file = path;
            }
            Div row = Dom.div("listing-row");
            row.add(Dom.span("listing-number", match.path("line").asString("")));
            row.add(Dom.span("listing-text", text(match)));
            list.add(row);
        }
        if (matches.isEmpty()) {
            list.add(Dom.span("call-note", "No matches."));
        }
        return list;
    }

    static Component files(JsonNode result) {
        JsonNode entries = result.has("entries") ? result.path("entries") : result.path("files");
        if (!entries.isArray()) {
            return CallBody.json(result);
        }
        Div list = Dom.testId(Dom.div("listing"), "files");
        for (JsonNode entry : entries) {
            Div row = Dom.div("listing-row");
            row.add(Dom.span("listing-text", name(entry)));
            if (entry.has("size")) {
                row.add(Dom.span("listing-size", bytes(entry.path("size").asLong(0))));
            }
            list.add(row);
        }
        if (entries.isEmpty()) {
            list.add(Dom.span("call-note", "Nothing here."));
        }
        return list;
    }

    private static String text(JsonNode match) {
        return match.isString() ? match.asString() : match.path("text").asString("");
    }

    private static String name(JsonNode entry) {
        if (entry.isString()) {
            return entry.asString();
        }
        String name = entry.path("path").asString(entry.path("name").asString(""));
        String kind = entry.path("kind").asString("");
        boolean folder = kind.startsWith("dir") || kind.equals("folder");
        return folder && !name.endsWith("/") ? name + "/" : name;
    }

    /** 1 kB is 1,000 bytes here, as in file managers. */
    private static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return "%.1f kB".formatted(bytes / 1e3);
        }
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
