package dev.mainspring.security;

import java.util.Locale;

/** What a person may do beyond their own chats. */
public enum Role {
    /** Everything. */
    ADMIN,
    /** Their own chats and workspaces. */
    MEMBER,
    /** Reads what others do, changes nothing. */
    AUDITOR;

    /** As the database and the API write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Role of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
