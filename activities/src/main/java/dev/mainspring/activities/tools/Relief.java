package dev.mainspring.activities.tools;

import dev.mainspring.activities.tools.CallReport.Standing;
import dev.mainspring.activities.workspace.ShellException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An exchange that starts a command, and the one that relieves it where the command is not quick:
 * one of both tells how the call stands.
 */
final class Relief {

    private final Supplier<CallReport> relieving;
    private final CompletableFuture<CallReport> started = new CompletableFuture<>();

    private Relief(Supplier<CallReport> relieving) {
        this.relieving = relieving;
    }

    /**
     * Starts, and is relieved after a while.
     *
     * @throws ShellException if the exchange that was to answer broke
     */
    static CallReport after(
            Duration quick, Supplier<CallReport> starting, Supplier<CallReport> relieving) {
        Relief relief = new Relief(relieving);
        CompletableFuture<CallReport> relieved =
                relief.started
                        .copy()
                        .completeOnTimeout(
                                CallReport.UNSAID, quick.toMillis(), TimeUnit.MILLISECONDS)
                        .thenApplyAsync(
                                own -> relief.relieve(), task -> Thread.ofVirtual().start(task));
        return relief.start(starting, relieved);
    }

    /** Nothing of either exchange is at work any more when this ends without an answer. */
    private CallReport start(
            Supplier<CallReport> starting, CompletableFuture<CallReport> relieved) {
        try {
            CallReport own = starting.get();
            started.complete(own);
            return own.standing() == Standing.UNSAID ? join(relieved) : own;
        } catch (ShellException broken) {
            started.complete(CallReport.UNSAID);
            CallReport other = join(relieved.exceptionally(alsoBroken -> CallReport.UNSAID));
            if (other.standing() == Standing.UNSAID) {
                throw broken;
            }
            return other;
        }
    }

    /** Again while nothing is started: some shells take their time. */
    private CallReport relieve() {
        while (!started.isDone()) {
            CallReport report = relieving.get();
            if (report.standing() != Standing.ABSENT) {
                return report;
            }
        }
        return CallReport.UNSAID;
    }

    private static CallReport join(CompletableFuture<CallReport> relieved) {
        try {
            return relieved.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ShellException broken ? broken : e;
        }
    }
}
