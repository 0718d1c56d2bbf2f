package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent.QueueEntry;
import dev.mainspring.conversation.Part;
import java.util.List;
import java.util.stream.Collectors;

/** What a message that waits is about, in a line. */
final class Excerpt {

    /** Enough to be left with an excerpt where much of it is white space. */
    private static final int LOOKED_AT_CHARS = 10 * QueueEntry.MAX_EXCERPT_CHARS;

    private Excerpt() {}

    /** The beginning of the first text, white space folded, or the names of files. */
    static String of(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.Text text ? begin(text.text()) : "")
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseGet(() -> names(parts));
    }

    private static String begin(String text) {
        String stripped = text.strip();
        int end = Math.min(LOOKED_AT_CHARS, stripped.length());
        return stripped.substring(0, end).replaceAll("\\s+", " ");
    }

    static String cut(String text) {
        int end = Math.min(QueueEntry.MAX_EXCERPT_CHARS, text.length());
        boolean halved = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return text.substring(0, halved ? end - 1 : end);
    }

    private static String names(List<Part> parts) {
        return parts.stream()
                .map(part ->
                        part instanceof Part.Image image
                                ? image.name()
                                : part instanceof Part.File file ? file.name() : "")
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
