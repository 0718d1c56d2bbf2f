package dev.mainspring.store;

import dev.mainspring.conversation.ChatStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a person's chats to list.
 *
 * @param query part of the title, whatever its case
 */
public record ChatFilter(
        @Nullable String query,
        @Nullable ChatStatus status,
        Map<String, String> labels,
        boolean archived) {

    public static final ChatFilter ALL = new ChatFilter(null, null, Map.of(), false);

    @Nullable String likeTitle() {
        if (query == null || query.isBlank()) {
            return null;
        }
        return "%" + query.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
