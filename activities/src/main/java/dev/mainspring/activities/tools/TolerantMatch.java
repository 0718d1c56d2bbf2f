package dev.mainspring.activities.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Finds whole lines that differ from the old text in white space only, and gives the new text the
 * file's indentation and line endings.
 */
final class TolerantMatch {

    /** From strict to loose; the first that finds anything counts. */
    private static final List<UnaryOperator<String>> VIEWS =
            List.of(
                    String::stripTrailing,
                    String::strip,
                    line -> line.strip().replaceAll("\\s+", " "));

    private record Line(int start, int end, String text) {}

    private TolerantMatch() {}

    static List<TextEdit.Replacement> find(String text, TextEdit edit) {
        List<Line> lines = lines(text);
        List<String> old = block(edit.oldText());
        if (old.stream().allMatch(String::isBlank)) {
            return List.of();
        }
        for (UnaryOperator<String> view : VIEWS) {
            List<TextEdit.Replacement> found = find(text, lines, old, edit, view);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<TextEdit.Replacement> find(
            String text,
            List<Line> lines,
            List<String> old,
            TextEdit edit,
            UnaryOperator<String> view) {
        List<String> seen = lines.stream().map(Line::text).map(view).toList();
        List<String> wanted = old.stream().map(view).toList();
        List<TextEdit.Replacement> found = new ArrayList<>();
        for (int at = 0; at + wanted.size() <= seen.size(); at++) {
            if (seen.subList(at, at + wanted.size()).equals(wanted)) {
                found.add(replacement(text, lines.subList(at, at + wanted.size()), old, edit));
                at += wanted.size() - 1;
            }
        }
        return found;
    }

    private static TextEdit.Replacement replacement(
            String text, List<Line> matched, List<String> old, TextEdit edit) {
        int start = matched.getFirst().start();
        int end = matched.getLast().end();
        String ending = ending(text, end);
        if (edit.newText().isEmpty()) {
            return new TextEdit.Replacement(start, end + ending.length(), "");
        }
        Map<String, String> indents = new HashMap<>();
        for (int i = 0; i < old.size(); i++) {
            if (!old.get(i).isBlank()) {
                indents.putIfAbsent(indent(old.get(i)), indent(matched.get(i).text()));
            }
        }
        String eol = text.contains("\r\n") ? "\r\n" : "\n";
        List<String> fresh = new ArrayList<>();
        for (String line : block(edit.newText())) {
            fresh.add(reindented(line, indents));
        }
        boolean oneMore = edit.newText().endsWith("\n") && !edit.oldText().endsWith("\n");
        return new TextEdit.Replacement(start, end, String.join(eol, fresh) + (oneMore ? eol : ""));
    }

    /** An indentation the old text has becomes the file's; a deeper one keeps what it adds. */
    private static String reindented(String line, Map<String, String> indents) {
        if (line.isBlank()) {
            return line.strip();
        }
        String own = indent(line);
        for (int length = own.length(); length >= 0; length--) {
            String known = indents.get(own.substring(0, length));
            if (known != null) {
                return known + line.substring(length);
            }
        }
        return line;
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static List<String> block(String text) {
        String whole = text.replace("\r\n", "\n");
        if (whole.endsWith("\n")) {
            whole = whole.substring(0, whole.length() - 1);
        }
        return List.of(whole.split("\n", -1));
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int newline = text.indexOf('\n', at);
            int next = newline < 0 ? text.length() : newline + 1;
            int end = newline < 0 ? text.length() : newline;
            if (end > at && text.charAt(end - 1) == '\r') {
                end--;
            }
            lines.add(new Line(at, end, text.substring(at, end)));
            at = next;
        }
        return lines;
    }

    private static String ending(String text, int end) {
        if (text.startsWith("\r\n", end)) {
            return "\r\n";
        }
        return text.startsWith("\n", end) ? "\n" : "";
    }
}
