package dev.mainspring.ui.layout;

import dev.mainspring.chat.ChatView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chats under headings: pinned ones, then by the day of their last change. */
final class DayGroups {

    private DayGroups() {}

    /**
     * Groups chats.
     *
     * @param chats newest change first
     * @return headings in the order they are shown
     */
    static Map<String, List<ChatView>> of(List<ChatView> chats, Instant now, ZoneId zone) {
        Map<String, List<ChatView>> groups = new LinkedHashMap<>();
        List<ChatView> pinned = chats.stream().filter(ChatView::pinned).toList();
        if (!pinned.isEmpty()) {
            groups.put("Pinned", pinned);
        }
        LocalDate today = LocalDate.ofInstant(now, zone);
        for (ChatView chat : chats) {
            if (!chat.pinned()) {
                LocalDate day = LocalDate.ofInstant(chat.updatedAt(), zone);
                groups.computeIfAbsent(heading(day, today), heading -> new ArrayList<>()).add(chat);
            }
        }
        return groups;
    }

    private static String heading(LocalDate day, LocalDate today) {
        if (!day.isBefore(today)) {
            return "Today";
        }
        if (day.equals(today.minusDays(1))) {
            return "Yesterday";
        }
        if (day.isAfter(today.minusDays(7))) {
            return "Previous 7 days";
        }
        return day.isAfter(today.minusDays(30)) ? "Previous 30 days" : "Older";
    }
}
