package dev.mainspring.activities.tools;

/**
 * How much text of one result a model may see; of what is longer, head and tail stay.
 *
 * @param bytes of the text as JSON, escapes included
 */
public record OutputCap(int bytes) {

    /** 32 KB. */
    public static final OutputCap DEFAULT = new OutputCap(32 * 1024);

    /** For the note about the cut and the other fields of a result. */
    private static final int RESERVED_BYTES = 512;

    public OutputCap {
        if (bytes < 2 * RESERVED_BYTES) {
            throw new IllegalArgumentException("cap of " + bytes + " bytes is below 1024");
        }
    }

    /**
     * A text within the cap.
     *
     * @param truncated whether it is not the whole
     */
    public record Cut(String text, boolean truncated) {}

    public Cut cut(String text) {
        return cut(text, 0);
    }

    /**
     * Cuts in the middle, at whole characters, and says so there.
     *
     * @param leftOutBefore bytes that are missing in the text already, where it says so itself
     */
    public Cut cut(String text, long leftOutBefore) {
        int room = bytes - RESERVED_BYTES;
        int head = fitting(text, 0, 1, room);
        if (head == text.length()) {
            return new Cut(text, leftOutBefore > 0);
        }
        head = fitting(text, 0, 1, room / 2);
        int tail = fitting(text, text.length(), -1, room / 2);
        long left = utf8Bytes(text, head, tail) + leftOutBefore;
        long headBytes = utf8Bytes(text, 0, head);
        long tailBytes = utf8Bytes(text, tail, text.length());
        String note =
                "\n[%d bytes are cut here; shown are the first %d and the last %d of %d bytes]\n"
                        .formatted(left, headBytes, tailBytes, headBytes + left + tailBytes);
        return new Cut(text.substring(0, head) + note + text.substring(tail), true);
    }

    /** From {@code start} on in one direction: the index up to which the text fits. */
    static int fitting(String text, int start, int direction, int room) {
        int at = start;
        int left = room;
        while (direction > 0 ? at < text.length() : at > 0) {
            int character = direction > 0 ? text.codePointAt(at) : text.codePointBefore(at);
            left -= jsonBytes(character);
            if (left < 0) {
                break;
            }
            at += direction * Character.charCount(character);
        }
        return at;
    }

    private static int jsonBytes(int character) {
        return switch (character) {
            case '"', '\\', '\n', '\r', '\t', '\b', '\f' -> 2;
            default -> character < 0x20 ? 6 : utf8Bytes(character);
        };
    }

    static int jsonBytes(String text) {
        return text.codePoints().map(OutputCap::jsonBytes).sum();
    }

    static long utf8Bytes(String text, int from, int to) {
        long sum = 0;
        for (int at = from; at < to; ) {
            int character = text.codePointAt(at);
            sum += utf8Bytes(character);
            at += Character.charCount(character);
        }
        return sum;
    }

    private static int utf8Bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }
}
