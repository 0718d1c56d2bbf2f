package dev.mainspring.store;

import dev.mainspring.conversation.ChatStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a person's chats to list.
 *
 * @param query part of the title, whatever its case, or words of title or messages
 */
public record ChatFilter(
        @Nullable String query,
        @Nullable ChatStatus status,
        Map<String, String> labels,
        boolean archived) {

    public static final ChatFilter ALL = new ChatFilter(null, null, Map.of(), false);

    /** Whether it asks for words, not for the list. */
    public boolean searches() {
        return query != null && !query.isBlank();
    }

    /** The words asked for, as they are looked up; the last one may go on. */
    public List<String> words() {
        return query == null ? List.of() : SearchWords.inQuery(query);
    }

    @Nullable String likeTitle() {
        return query == null || query.isBlank() ? null : like(query.strip());
    }

    /** A pattern for what holds a text anywhere. */
    static String like(String text) {
        return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
