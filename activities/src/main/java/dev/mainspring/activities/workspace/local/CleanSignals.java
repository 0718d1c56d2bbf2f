package dev.mainspring.activities.workspace.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Undoes what a sandbox would inherit from a control plane that a shell started in the background:
 * SIGINT and SIGQUIT ignored, which no script inside can change (POSIX, trap).
 */
final class CleanSignals {

    private static final String OPTION = "--default-signal=INT,QUIT";

    /** GNU coreutils have the option from 8.31 on. */
    private static final boolean KNOWN = known();

    private CleanSignals() {}

    /** Options for {@code env}; none where it does not know them. */
    static List<String> options() {
        return KNOWN ? List.of(OPTION) : List.of();
    }

    private static boolean known() {
        try {
            Process probe =
                    new ProcessBuilder("env", OPTION, "true")
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return probe.waitFor(5, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
