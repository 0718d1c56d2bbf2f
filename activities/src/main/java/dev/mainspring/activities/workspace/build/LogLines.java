package dev.mainspring.activities.workspace.build;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines for the log, of at most 2,000 bytes each. */
final class LogLines implements Consumer<byte[]> {

    private static final int LONGEST = 2_000;

    private final Consumer<String> log;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LogLines(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public synchronized void accept(byte[] bytes) {
        for (byte b : bytes) {
            if (b == '\n' || line.size() == LONGEST) {
                flush();
            }
            if (b != '\n' && b != '\r') {
                line.write(b);
            }
        }
    }

    /** Logs what has no end of line. */
    synchronized void end() {
        if (line.size() > 0) {
            flush();
        }
    }

    private void flush() {
        log.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
