package dev.mainspring.ui.tool;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.mainspring.ui.element.Dom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Matches of a search and files of a folder. */
final class Listing {

    private static final Pattern FOUND = Pattern.compile("(.+?)([:-])(\\d+)\\2(.*)");

    private Listing() {}

    /** As grep tells them: {@code path:line:text}, with {@code -} for lines around a match. */
    static Component matches(JsonNode result) {
        if (!result.has("content")) {
            return CallBody.json(result);
        }
        Div list = Dom.testId(Dom.div("listing"), "matches");
        String file = "";
        for (String line : result.path("content").asString("").lines().toList()) {
            Matcher match = FOUND.matcher(line);
            if (!match.matches()) {
                list.add(Dom.div("listing-row", Dom.span("listing-text", line)));
                continue;
            }
            if (!match.group(1).equals(file)) {
                file = match.group(1);
                list.add(Dom.span("listing-file", file));
            }
            Div row = Dom.div("listing-row", Dom.span("listing-number", match.group(3)));
            row.setClassName("listing-match", match.group(2).equals(":"));
            row.add(Dom.span("listing-text", match.group(4)));
            list.add(row);
        }
        if (result.path("matches").asInt(0) == 0) {
            list.add(Dom.span("call-note", "No matches."));
        }
        return list;
    }

    static Component files(JsonNode result) {
        JsonNode entries = result.path("entries");
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
