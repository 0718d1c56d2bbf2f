package dev.mainspring.activities.tools;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Collects what a command writes: the first and the last 2 MB are kept, and people are shown the
 * first 1 MB as it comes. Bytes that are no UTF-8, and NUL, become U+FFFD.
 */
final class CommandOutput implements Consumer<byte[]> {

    private static final int KEPT_BYTES = 2 << 20;
    private static final int SHOWN_BYTES = 1 << 20;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final Deque<byte[]> tail = new ArrayDeque<>();
    private final Consumer<String> shown;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private long tailBytes;
    private long bytes;

    CommandOutput(Consumer<String> shown) {
        this.shown = shown;
    }

    @Override
    public synchronized void accept(byte[] chunk) {
        if (chunk.length == 0) {
            return;
        }
        show(chunk);
        bytes += chunk.length;
        int first = Math.min(chunk.length, KEPT_BYTES - head.size());
        head.write(chunk, 0, first);
        if (first < chunk.length) {
            byte[] rest = java.util.Arrays.copyOfRange(chunk, first, chunk.length);
            tail.addLast(rest);
            tailBytes += rest.length;
            while (tailBytes - tail.getFirst().length >= KEPT_BYTES) {
                tailBytes -= tail.removeFirst().length;
            }
        }
    }

    /** How many bytes came. */
    synchronized long bytes() {
        return bytes;
    }

    /**
     * What is kept.
     *
     * @param dropped how many bytes the workspace dropped
     * @param last how many of those that came were after the dropped ones
     */
    synchronized Kept kept(long dropped, int last) {
        byte[] end = new byte[(int) tailBytes];
        int at = 0;
        for (byte[] chunk : tail) {
            System.arraycopy(chunk, 0, end, at, chunk.length);
            at += chunk.length;
        }
        long missing = dropped == 0 ? 0 : dropped - last;
        long between = bytes - head.size() - end.length;
        if (missing > 0 && end.length > last) {
            between += end.length - last;
            end = java.util.Arrays.copyOfRange(end, end.length - last, end.length);
        }
        long leftOut = between + missing;
        if (leftOut == 0) {
            head.writeBytes(end);
            String text = text(head.toByteArray());
            return new Kept(text, 0);
        }
        return new Kept(
                text(head.toByteArray())
                        + "\n[%d bytes were not kept here]\n".formatted(leftOut)
                        + text(end),
                leftOut);
    }

    /**
     * The text to keep.
     *
     * @param leftOut bytes between its head and its tail; where more than zero, the text says so
     */
    record Kept(String text, long leftOut) {}

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    }

    private void show(byte[] chunk) {
        if (bytes >= SHOWN_BYTES) {
            return;
        }
        ByteBuffer in = ByteBuffer.allocate(undecoded.remaining() + chunk.length);
        in.put(undecoded).put(chunk).flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.decode(in, out, false);
        undecoded = in;
        String text = out.flip().toString().replace('\0', '\uFFFD');
        if (!text.isEmpty()) {
            shown.accept(text);
        }
        if (bytes + chunk.length >= SHOWN_BYTES) {
            shown.accept("\n[more output is shown when the command ends]\n");
        }
    }
}
