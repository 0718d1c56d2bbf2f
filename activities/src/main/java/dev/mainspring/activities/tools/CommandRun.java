package dev.mainspring.activities.tools;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One attempt at a command: starts it, or finds it started by an earlier attempt, and waits for it.
 */
final class CommandRun {

    /** Broken exchanges in a row before the attempt gives up, with these pauses (ms) after each. */
    private static final int[] PAUSES_MS = {50, 500, 2_000};

    private final ToolRun run;
    private final Shell shell;
    private final CallFolder folder;
    private final CallFolder.Start start;
    private final Duration timeout;
    private final CommandOutput output;
    private final CommandResults results;
    private final long beganNanos = System.nanoTime();

    CommandRun(ToolRun run, Shell shell, CallFolder.Start start, Duration timeout, OutputCap cap) {
        this.run = run;
        this.shell = shell;
        this.folder = new CallFolder(shell, run.call());
        this.start = start;
        this.timeout = timeout;
        this.output = new CommandOutput(run::output);
        this.results = new CommandResults(output, cap);
    }

    ToolOutput await() {
        if (run.cancellation().state() == Cancellation.State.INTERRUPTED) {
            return stop();
        }
        String incarnation = shell.incarnation();
        Optional<String> earlier = run.begin(incarnation);
        boolean replaced = earlier.isPresent() && !earlier.get().equals(incarnation);
        Duration left = timeout;
        if (earlier.isPresent()) {
            CallReport now = folder.status();
            left = timeout.minus(now.age());
            if (replaced && now.standing() == CallReport.Standing.ABSENT) {
                return results.unknown(now, CommandResults.replaced());
            }
        }
        try (Waiting waiting = new Waiting(run.cancellation(), left)) {
            return follow(waiting, !replaced);
        }
    }

    private ToolOutput follow(Waiting waiting, boolean mayStart) {
        boolean found = !mayStart;
        int broken = 0;
        while (true) {
            CallReport report;
            try {
                report =
                        found
                                ? folder.attach(output.bytes(), output, waiting.end())
                                : folder.start(start, output.bytes(), output, waiting.end());
                broken = report.standing() == CallReport.Standing.UNSAID ? broken + 1 : 0;
            } catch (ShellException e) {
                if (!e.retryable() || broken == PAUSES_MS.length) {
                    throw e;
                }
                pause(PAUSES_MS[broken++], waiting);
                continue;
            }
            switch (report.standing()) {
                case EXITED -> {
                    return ended(report);
                }
                case LOST -> {
                    return results.unknown(report, CommandResults.lost(report));
                }
                case ABSENT -> {
                    return results.unknown(report, CommandResults.replaced());
                }
                case REFUSED -> {
                    return refused(report);
                }
                case RUNNING -> found = true;
                case UNSAID -> {}
            }
            switch (run.cancellation().state()) {
                case INTERRUPTED -> {
                    return stop();
                }
                case DETACHED -> throw new DetachedException("call " + run.call());
                case RUNNING -> {}
            }
            if (waiting.over()) {
                return timedOut();
            }
            if (start.background() && found) {
                return results.handedOut(report, run.call().toString(), false, wall(report));
            }
            if (broken > PAUSES_MS.length) {
                throw new ShellException("scripts in the workspace do not end", true, null);
            }
        }
    }

    private ToolOutput ended(CallReport report) {
        return report.has("killed")
                ? results.stopped(report, wall(report))
                : results.exited(report, wall(report));
    }

    /** A person stopped it: dead when this returns. */
    private ToolOutput stop() {
        CallReport report = folder.stop(output.bytes(), output);
        return switch (report.standing()) {
            case EXITED -> ended(report);
            case ABSENT -> results.stopped(report, Duration.ZERO);
            case RUNNING, LOST, REFUSED, UNSAID ->
                    results.unknown(report, "stopped, but it is not known whether it is dead");
        };
    }

    /** What is there is shown, so the next read goes on after it. */
    private ToolOutput timedOut() {
        CallReport report = folder.status();
        if (report.standing() == CallReport.Standing.ABSENT) {
            return ToolResults.failed(
                    "not started: the time was over before the workspace answered");
        }
        folder.markRead(run.call(), 0, output.bytes());
        return results.handedOut(report, run.call().toString(), true, wall(report));
    }

    private ToolOutput refused(CallReport report) {
        return switch (report.fact("why")) {
            case "workdir" ->
                    ToolResults.failed(
                            "not started: the directory %s is missing or closed to you"
                                    .formatted(start.directory()));
            case "disk" -> ToolResults.failed("not started: the workspace's disk is full");
            default ->
                    ToolResults.failed(
                            "not started: the workspace lets nobody write to "
                                    + report.fact("state"));
        };
    }

    private Duration wall(CallReport report) {
        return report.has("began")
                ? report.age()
                : Duration.ofNanos(System.nanoTime() - beganNanos);
    }

    private static void pause(int millis, Waiting waiting) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        waiting.end().onEnd(() -> over.complete(null));
        over.completeOnTimeout(null, millis, TimeUnit.MILLISECONDS).join();
    }
}
