package dev.mainspring.activities.workspace;

import dev.mainspring.activities.Cancellation;
import java.time.Duration;

/**
 * A script and its bounds.
 *
 * @param script POSIX sh source
 * @param stdin given to the script, then closed
 * @param limit how long to wait for the end; afterwards the channel is closed (what the script
 *     started may live on) and {@link ShellException} thrown
 * @param maxOutputBytes what is kept of each of stdout and stderr; more is read and dropped, and
 *     said in the result
 * @param cancellation ends the wait early: the channel is closed and the result is marked
 */
public record ShellScript(
        String script,
        byte[] stdin,
        Duration limit,
        int maxOutputBytes,
        Cancellation cancellation) {

    public static ShellScript of(String script, Duration limit) {
        return new ShellScript(script, new byte[0], limit, 1 << 20, new Cancellation());
    }

    public ShellScript withStdin(byte[] bytes) {
        return new ShellScript(script, bytes, limit, maxOutputBytes, cancellation);
    }

    public ShellScript withMaxOutputBytes(int bytes) {
        return new ShellScript(script, stdin, limit, bytes, cancellation);
    }

    public ShellScript withCancellation(Cancellation by) {
        return new ShellScript(script, stdin, limit, maxOutputBytes, by);
    }
}
