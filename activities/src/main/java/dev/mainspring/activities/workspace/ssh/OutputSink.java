package dev.mainspring.activities.workspace.ssh;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Hands on all that arrives and keeps the first bytes of it. */
final class OutputSink extends OutputStream {

    private final int limitBytes;
    private final Consumer<byte[]> listener;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long seen;

    OutputSink(int limitBytes, Consumer<byte[]> listener) {
        this.limitBytes = limitBytes;
        this.listener = listener;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        synchronized (this) {
            kept.write(bytes, offset, Math.min(length, limitBytes - kept.size()));
            seen += length;
        }
        listener.accept(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    synchronized byte[] kept() {
        return kept.toByteArray();
    }

    /** Bytes that have arrived, kept or not. */
    synchronized long seen() {
        return seen;
    }

    synchronized boolean truncated() {
        return seen > kept.size();
    }
}
