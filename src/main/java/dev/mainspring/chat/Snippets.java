package dev.mainspring.chat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts out of texts what surrounds the words of a search. */
public final class Snippets {

    private static final int BEFORE_CHARS = 48;
    private static final int MAX_CHARS = 180;
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final Pattern words;

    /**
     * Snippets for a query.
     *
     * @param words as they are looked for, the last one without its end
     */
    public Snippets(List<String> words) {
        this.words =
                words.isEmpty()
                        ? NOTHING
                        : Pattern.compile(
                                words.stream().map(Pattern::quote).collect(Collectors.joining("|")),
                                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The piece of a text where the first of the words is, on one line. */
    public String around(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        var matcher = words.matcher(line);
        int hit = matcher.find() ? matcher.start() : 0;
        int start = hit <= BEFORE_CHARS ? 0 : wordStart(line, hit - BEFORE_CHARS, hit);
        int end = Math.min(line.length(), start + MAX_CHARS);
        if (end < line.length()) {
            int space = line.lastIndexOf(' ', end);
            end = space > Math.max(hit, start + MAX_CHARS / 2) ? space : whole(line, end);
        }
        return (start > 0 ? "… " : "")
                + line.substring(start, end)
                + (end < line.length() ? " …" : "");
    }

    private static int wordStart(String line, int from, int hit) {
        int space = line.indexOf(' ', from);
        return space >= 0 && space < hit ? space + 1 : whole(line, from);
    }

    /** Not between the halves of a character. */
    private static int whole(String line, int at) {
        return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    /** Where in a text the words are. */
    public List<Match.Highlight> in(String text) {
        return words.matcher(text).results().map(Snippets::highlight).toList();
    }

    private static Match.Highlight highlight(MatchResult found) {
        return new Match.Highlight(found.start(), found.end());
    }
}
