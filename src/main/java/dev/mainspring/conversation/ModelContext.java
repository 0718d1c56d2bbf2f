package dev.mainspring.conversation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a model reads of a transcript, and about how many tokens that is. */
public final class ModelContext {

    /** A rough rule for text in models' tokens. */
    private static final int CHARS_PER_TOKEN = 4;

    /** About what providers count for an image of usual size, or a page of a document. */
    private static final long PICTURE_TOKENS = 1_600;

    /** Longer files are named, not sent. */
    private static final long MOST_INLINE_BYTES = 256 * 1024;

    /** Of a conversation's end, beside a summary; more helps little: files can be read again. */
    private static final long MOST_KEPT_TOKENS = 20_000;

    /** Of the model's context. */
    private static final int KEPT_SHARE = 10;

    private ModelContext() {}

    /**
     * The newest summary with what follows it, or all where there is none.
     *
     * @param path a transcript, oldest first
     */
    public static List<Message> of(List<Message> path) {
        Optional<Message> newest = newestCompaction(path);
        if (newest.isEmpty()) {
            return path;
        }
        int from = compaction(newest.get()).orElseThrow().fromPosition();
        List<Message> context = new ArrayList<>();
        context.add(newest.get());
        path.stream()
                .filter(message -> message.position() >= from)
                .filter(message -> compaction(message).isEmpty())
                .forEach(context::add);
        return context;
    }

    public static Optional<Message> newestCompaction(List<Message> path) {
        return path.stream()
                .filter(message -> compaction(message).isPresent())
                .max(Comparator.comparingInt(Message::position));
    }

    /** The summary that a message holds. */
    public static Optional<Part.Compaction> compaction(Message message) {
        return message.parts().stream()
                .filter(Part.Compaction.class::isInstance)
                .map(Part.Compaction.class::cast)
                .findFirst();
    }

    /**
     * How much of a conversation's end a model goes on to read as it is when the rest is
     * summarised.
     */
    public static long mostKeptTokens(long contextTokens) {
        return Math.min(MOST_KEPT_TOKENS, contextTokens / KEPT_SHARE);
    }

    /** About how many tokens these messages are, judged by their length. */
    public static long tokens(List<Message> messages) {
        return messages.stream().mapToLong(ModelContext::tokens).sum();
    }

    public static long tokens(Message message) {
        return message.parts().stream().mapToLong(ModelContext::tokens).sum();
    }

    public static long tokens(String text) {
        return text.length() / CHARS_PER_TOKEN + 1L;
    }

    private static long tokens(Part part) {
        return switch (part) {
            case Part.Text text -> tokens(text.text());
            case Part.Reasoning reasoning -> tokens(reasoning.text());
            case Part.ToolCall call -> tokens(call.name()) + tokens(call.input().toString());
            case Part.ToolResult result -> tokens(result.output());
            case Part.FileReference place -> tokens(place.path()) + tokens(place.excerpt());
            case Part.Source source -> tokens(source.title()) + tokens(source.url());
            case Part.Compaction compaction -> tokens(compaction.summary());
            case Part.Image image -> PICTURE_TOKENS;
            case Part.File file ->
                    file.bytes() > MOST_INLINE_BYTES
                            ? PICTURE_TOKENS
                            : Math.max(PICTURE_TOKENS, file.bytes() / CHARS_PER_TOKEN);
            case Part.Notice notice -> 0;
        };
    }
}
