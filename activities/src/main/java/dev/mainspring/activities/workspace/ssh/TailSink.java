package dev.mainspring.activities.workspace.ssh;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the last 4 KB of what is written to it. */
final class TailSink extends OutputStream {

    private static final int BYTES = 4096;

    private final byte[] ring = new byte[BYTES];
    private long seen;

    @Override
    public synchronized void write(int b) {
        ring[(int) (seen++ % BYTES)] = (byte) b;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = Math.max(0, length - BYTES); i < length; i++) {
            write(bytes[offset + i]);
        }
    }

    @Override
    public synchronized String toString() {
        int length = (int) Math.min(seen, BYTES);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((seen - length + i) % BYTES)];
        }
        return new String(tail, StandardCharsets.UTF_8);
    }
}
