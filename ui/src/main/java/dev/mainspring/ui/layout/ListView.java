package dev.mainspring.ui.layout;

import dev.mainspring.store.ChatFilter;
import dev.mainspring.store.Label;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which chats the sidebar lists.
 *
 * @param label only those that have it; null for all
 */
record ListView(boolean archived, @Nullable Label label) {

    static final ListView ALL = new ListView(false, null);
    static final ListView ARCHIVED = new ListView(true, null);

    static ListView labelled(Label label) {
        return new ListView(false, label);
    }

    ChatFilter filter() {
        Map<String, String> labels = label == null ? Map.of() : Map.of(label.key(), label.value());
        return new ChatFilter(null, null, labels, archived);
    }

    String words() {
        return archived ? "Archived" : label == null ? "All chats" : label.words();
    }

    String nothing() {
        return archived
                ? "Nothing is archived."
                : label == null ? "No chats yet." : "No chat has this label.";
    }
}
