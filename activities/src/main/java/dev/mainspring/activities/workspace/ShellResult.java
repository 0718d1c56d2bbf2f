package dev.mainspring.activities.workspace;

import java.nio.charset.StandardCharsets;

/**
 * How a script ended.
 *
 * @param exitCode the script's, or 128 + the number of the signal that ended it; -1 if the wait was
 *     ended by the cancellation
 * @param truncated whether output beyond the limit was dropped
 */
public record ShellResult(int exitCode, byte[] stdout, byte[] stderr, boolean truncated) {

    public boolean ok() {
        return exitCode == 0;
    }

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
