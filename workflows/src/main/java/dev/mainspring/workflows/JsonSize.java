package dev.mainspring.workflows;

import org.jspecify.annotations.Nullable;

/** Tells what a signal's texts take as JSON, before an activity is given them. */
final class JsonSize {

    /** Below the payload guard's 64 KiB, with room for names and for the run's ids. */
    private static final int MAX_BYTES = 60 * 1024;

    private static final int SHORT_CHARS = 100;

    private JsonSize() {}

    static boolean isShort(@Nullable String text) {
        return text == null || text.length() <= SHORT_CHARS;
    }

    static boolean fits(@Nullable String... texts) {
        long bytes = 0;
        for (String text : texts) {
            bytes += text == null ? 0 : of(text);
        }
        return bytes <= MAX_BYTES;
    }

    /** At most what it takes: RFC 8259, section 7, in UTF-8. */
    private static long of(String text) {
        return text.chars().mapToLong(JsonSize::of).sum();
    }

    private static long of(int c) {
        if (c < 0x20) {
            return 6;
        }
        if (c == '"' || c == '\\') {
            return 2;
        }
        return c < 0x80 ? 1 : 3;
    }
}
