package dev.mainspring.store;

import dev.mainspring.conversation.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Values to and from {@code jsonb} and {@code text}, without what PostgreSQL refuses. */
public final class Jsonb {

    private static final char REPLACEMENT = '\uFFFD';

    private Jsonb() {}

    /** JSON text that PostgreSQL takes: NUL and lone surrogates are replaced by U+FFFD. */
    public static String write(Object value) {
        return storable(withoutEscapedNul(Json.MAPPER.writeValueAsString(value)));
    }

    public static @Nullable String writeNullable(@Nullable Object value) {
        return value == null ? null : write(value);
    }

    public static <T> T read(String json, Class<T> type) {
        return Json.MAPPER.readValue(json, type);
    }

    public static <T> T read(String json, TypeReference<T> type) {
        return Json.MAPPER.readValue(json, type);
    }

    /** Text that a {@code text} column takes: NUL and lone surrogates are replaced by U+FFFD. */
    public static String storable(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended == null ? text : mended.toString();
    }

    static String withoutEscapedNul(String json) {
        int at = json.indexOf("\\u0000");
        if (at < 0) {
            return json;
        }
        StringBuilder mended = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c != '\\') {
                mended.append(c);
            } else if (json.startsWith("\\u0000", i)) {
                mended.append(REPLACEMENT);
                i += 5;
            } else {
                mended.append(c).append(json.charAt(++i));
            }
        }
        return mended.toString();
    }
}
