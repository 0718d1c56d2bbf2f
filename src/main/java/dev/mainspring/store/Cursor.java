package dev.mainspring.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A place in a list ordered by time and id, newest first; opaque to clients. */
public record Cursor(Instant at, UUID id) {

    /** Before everything: later than any row. */
    static final Cursor TOP = new Cursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

    public String encode() {
        String text = at + " " + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static Cursor decode(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            String[] halves = plain.split(" ", 2);
            Instant at = Instant.parse(halves[0]);
            if (at.isBefore(Instant.EPOCH) || at.isAfter(TOP.at())) {
                throw new IllegalArgumentException("no time of ours: " + at);
            }
            return new Cursor(at, UUID.fromString(halves[1]));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("cursor '" + text + "' is none of ours", e);
        }
    }
}
