package dev.mainspring.store;

import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Role;
import dev.mainspring.conversation.UserId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message is found by: its words in lower case, whole and, where they are written like
 * {@code chatRow}, their pieces. Split here and not by PostgreSQL, whose parser takes {@code
 * src/App.java} for one word and knows its language from the database's settings.
 */
final class SearchWords {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

    private static final Pattern PIECE_END =
            Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");

    private static final int MAX_WORD_CHARS = 64;

    /** Of UTF-8, per message: a tsvector holds at most 1 MB. */
    private static final int MAX_BYTES = 400_000;

    private SearchWords() {}

    /** The words of a message, separated by spaces; null where it is not to be found. */
    static @Nullable String of(Message message, UserId owner) {
        if (message.role() == Role.TOOL) {
            return null;
        }
        Set<String> words = new LinkedHashSet<>();
        for (Part part : message.parts()) {
            if (part instanceof Part.Text text) {
                add(words, text.text());
            }
        }
        return words.isEmpty() ? null : String.join(" ", words) + " " + ownedBy(owner);
    }

    /** Stands among the words of each message, and in each search: one look-up finds both. */
    static String ownedBy(UserId owner) {
        return "owner:" + owner.value();
    }

    private static void add(Set<String> words, String text) {
        long bytes = 0;
        Matcher matcher = WORD.matcher(text);
        while (matcher.find() && bytes < MAX_BYTES) {
            String word = matcher.group();
            bytes += addWord(words, word);
            String[] pieces = PIECE_END.split(word);
            for (String piece : pieces.length > 1 ? pieces : new String[0]) {
                bytes += addWord(words, piece);
            }
        }
    }

    /** Says how much that takes: with it an entry of 4 bytes. */
    private static int addWord(Set<String> words, String word) {
        String entry = normal(word);
        return words.add(entry) ? entry.getBytes(StandardCharsets.UTF_8).length + 4 : 0;
    }

    /** A word as it is stored and looked for. */
    static String normal(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.length() <= MAX_WORD_CHARS) {
            return lower;
        }
        boolean pair = Character.isHighSurrogate(lower.charAt(MAX_WORD_CHARS - 1));
        return lower.substring(0, pair ? MAX_WORD_CHARS - 1 : MAX_WORD_CHARS);
    }

    /** The words of a query, in their order, as they are stored. */
    static List<String> inQuery(String query) {
        return WORD.matcher(query).results().map(found -> normal(found.group())).toList();
    }
}
