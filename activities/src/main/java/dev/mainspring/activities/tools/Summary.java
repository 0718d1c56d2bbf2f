package dev.mainspring.activities.tools;

import tools.jackson.databind.JsonNode;

/** One line for people about a call. */
public final class Summary {

    /** A command line is cut here. */
    private static final int CHARACTERS = 120;

    private Summary() {}

    public static String of(String tool, JsonNode input, String field) {
        return of(tool, input.path(field).asString(""));
    }

    public static String of(String tool, String what) {
        return oneLine(what.isBlank() ? tool : tool + ": " + what);
    }

    static String oneLine(String text) {
        String start = text.length() > 1_000 ? text.substring(0, 1_000) : text;
        return cut(start.replaceAll("[\\s\\p{Cntrl}]+", " ").strip());
    }

    private static String cut(String line) {
        if (line.length() <= CHARACTERS) {
            return line;
        }
        int end = CHARACTERS - 1;
        if (Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + "…";
    }
}
