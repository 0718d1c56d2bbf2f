package dev.mainspring.chat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts out of texts what surrounds the words of a search. */
public final class Snippets {

    private static final int BEFORE_CHARS = 48;
    private static final int MAX_CHARS = 180;

    /** Of a message on each side of the words: enough for the paragraphs that a snippet shows. */
    private static final int PARSED_CHARS = 1_000;

    private static final String PARAGRAPH = "\n\n";
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

    /**
     * The piece of a message where the first of the words is, on one line and without the marks of
     * Markdown; with them where only they hold the word, as the address of a link.
     */
    public String around(String markdown) {
        int found = find(markdown);
        int hit = Math.max(0, found);
        int from = paragraphBefore(markdown, hit);
        int to = paragraphAfter(markdown, hit);
        String said = PlainText.of(markdown.substring(from, to));
        return found >= 0 && find(said) < 0
                ? cut(PlainText.line(markdown), false, false)
                : cut(said, from > 0, to < markdown.length());
    }

    /** The beginning of a paragraph: the marks of Markdown stand in pairs in one. */
    private static int paragraphBefore(String text, int hit) {
        int from = hit - PARSED_CHARS;
        if (from <= 0) {
            return 0;
        }
        int paragraph = text.indexOf(PARAGRAPH, from);
        return paragraph < 0 || paragraph > hit ? whole(text, from) : paragraph;
    }

    private static int paragraphAfter(String text, int hit) {
        int to = hit + PARSED_CHARS;
        if (to >= text.length()) {
            return text.length();
        }
        int paragraph = text.lastIndexOf(PARAGRAPH, to);
        return paragraph < hit ? whole(text, to) : paragraph;
    }

    /** Where the first of the words is; less than 0 where none is. */
    private int find(String text) {
        var matcher = words.matcher(text);
        return matcher.find() ? matcher.start() : -1;
    }

    private String cut(String line, boolean moreBefore, boolean moreAfter) {
        int hit = Math.max(0, find(line));
        int start = hit <= BEFORE_CHARS ? 0 : wordStart(line, hit - BEFORE_CHARS, hit);
        int end = Math.min(line.length(), start + MAX_CHARS);
        if (end < line.length()) {
            int space = line.lastIndexOf(' ', end);
            end = space > Math.max(hit, start + MAX_CHARS / 2) ? space : whole(line, end);
        }
        return (moreBefore || start > 0 ? "… " : "")
                + line.substring(start, end)
                + (moreAfter || end < line.length() ? " …" : "");
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
