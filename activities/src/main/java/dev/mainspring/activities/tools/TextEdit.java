package dev.mainspring.activities.tools;

import java.util.ArrayList;
import java.util.List;

/**
 * One replacement in a text.
 *
 * @param replaceAll every place, not just one
 */
record TextEdit(String oldText, String newText, boolean replaceAll) {

    /** What came of it. */
    sealed interface Outcome {

        record Replaced(String text, int places) implements Outcome {}

        /**
         * Nothing was replaced.
         *
         * @param why for the model
         */
        record Refused(String why) implements Outcome {}
    }

    /** A part of the text and what comes in its place. */
    record Replacement(int start, int end, String text) {}

    Outcome applyTo(String text) {
        if (oldText.equals(newText)) {
            return new Outcome.Refused("old_text and new_text are the same");
        }
        List<Replacement> found = exact(text, oldText, newText);
        if (found.isEmpty() && text.contains("\r\n")) {
            found = exact(text, withCarriageReturns(oldText), withCarriageReturns(newText));
        }
        if (found.isEmpty()) {
            found = TolerantMatch.find(text, this);
        }
        if (found.isEmpty()) {
            return new Outcome.Refused(
                    "old_text is not in the file; the nearest lines are:\n"
                            + NearestLines.of(text, oldText));
        }
        if (found.size() > 1 && !replaceAll) {
            return new Outcome.Refused(
                    "old_text is there %d times, at lines %s: give more of its surroundings, or set replace_all"
                            .formatted(found.size(), lines(text, found)));
        }
        return new Outcome.Replaced(replaced(text, found), found.size());
    }

    private static List<Replacement> exact(String text, String old, String replacement) {
        List<Replacement> found = new ArrayList<>();
        for (int at = text.indexOf(old); at >= 0; at = text.indexOf(old, at + old.length())) {
            found.add(new Replacement(at, at + old.length(), replacement));
        }
        return found;
    }

    private static String withCarriageReturns(String text) {
        return text.replace("\r\n", "\n").replace("\n", "\r\n");
    }

    private static String replaced(String text, List<Replacement> found) {
        StringBuilder result = new StringBuilder();
        int at = 0;
        for (Replacement one : found) {
            result.append(text, at, one.start()).append(one.text());
            at = one.end();
        }
        return result.append(text, at, text.length()).toString();
    }

    private static String lines(String text, List<Replacement> found) {
        List<String> numbers = new ArrayList<>();
        for (Replacement one : found.subList(0, Math.min(10, found.size()))) {
            long line = 1 + text.substring(0, one.start()).chars().filter(c -> c == '\n').count();
            numbers.add(Long.toString(line));
        }
        return String.join(", ", numbers) + (found.size() > 10 ? ", ..." : "");
    }
}
