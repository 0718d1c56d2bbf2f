package dev.mainspring.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that runs as a child process in its own session, so that Ctrl+C in the terminal does not
 * reach it, and that is started again on the same port and data when it dies.
 *
 * <p>An orphan of a killed control plane is adopted if it answers and was started with the same
 * command, else ended. A stopped (SIGSTOP) server is left alone: only an exit counts as death.
 */
final class ChildServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChildServer.class);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration WATCH_EVERY = Duration.ofMillis(200);

    /** Long, because on a busy machine our own first connection takes seconds. */
    private static final Duration ADOPT_WITHIN = Duration.ofSeconds(30);

    private static final Duration RETRY_EVERY = Duration.ofMillis(500);
    private static final long LOG_LIMIT_BYTES = 10_000_000;

    /** Records its own id, then becomes the server: the id stays the same through every exec. */
    private static final String RECORD_AND_EXEC = "echo pid=$$ >>\"$0\" && exec \"$@\"";

    private final ChildSpec spec;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile ProcessHandle process;

    private ChildServer(ChildSpec spec, ProcessHandle process) {
        this.spec = spec;
        this.process = process;
    }

    /**
     * Starts or adopts the server and returns when it answers.
     *
     * @throws StartupFailure if it does not answer in time; nothing of it runs then
     */
    static ChildServer start(ChildSpec spec) {
        try {
            Files.createDirectories(spec.folder());
            CountDownLatch never = new CountDownLatch(1);
            Optional<ProcessHandle> orphan = adopt(spec);
            ProcessHandle process = orphan.isPresent() ? orphan.get() : launch(spec, never);
            ChildServer server = new ChildServer(spec, process);
            Thread.ofVirtual().name(spec.name() + " watch").start(server::watch);
            return server;
        } catch (IOException e) {
            throw new StartupFailure(spec.name() + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Ends what an earlier control plane left running in this folder, if anything. */
    static void endOrphan(ChildSpec spec) throws IOException {
        Optional<ProcessHandle> orphan = spec.record().running(spec.folder().toString());
        if (orphan.isPresent()) {
            end(orphan.get(), spec.stopSignal(), spec.stopTimeout());
        }
        spec.record().clear();
    }

    long pid() {
        return process.pid();
    }

    /** Stops the server cleanly, or kills it when that takes too long. */
    @Override
    public void close() {
        stopping.countDown();
        synchronized (this) {
            end(process, spec.stopSignal(), spec.stopTimeout());
        }
        try {
            spec.record().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> adopt(ChildSpec spec) throws IOException {
        Optional<ProcessHandle> orphan = spec.record().running(spec.folder().toString());
        if (orphan.isEmpty()) {
            return orphan;
        }
        boolean sameCommand =
                spec.fingerprint().equals(spec.record().read().getProperty("fingerprint"));
        CountDownLatch never = new CountDownLatch(1);
        if (sameCommand && readyWithin(spec, orphan.get(), ADOPT_WITHIN, never)) {
            log.info(
                    "{} of an earlier start is still running (pid {}): adopted",
                    spec.name(),
                    orphan.get().pid());
            return orphan;
        }
        endOrphan(spec);
        return Optional.empty();
    }

    /** Tries until the server answers: a start may fail on what a killed one left behind. */
    private static ProcessHandle launch(ChildSpec spec, CountDownLatch stopping)
            throws IOException {
        Instant deadline = Instant.now().plus(spec.startTimeout());
        while (Instant.now().isBefore(deadline)) {
            Process child = spawn(spec);
            Duration left = Duration.between(Instant.now(), deadline);
            if (readyWithin(spec, child.toHandle(), left, stopping)) {
                return child.toHandle();
            }
            end(child.toHandle(), "KILL", spec.stopTimeout());
            if (pause(stopping, RETRY_EVERY)) {
                break;
            }
        }
        spec.record().clear();
        throw new StartupFailure(
                "%s did not start within %d s: %s (log: %s)"
                        .formatted(
                                spec.name(),
                                spec.startTimeout().toSeconds(),
                                lastLine(spec.log()),
                                spec.log()));
    }

    private static Process spawn(ChildSpec spec) throws IOException {
        Path logFile = spec.log();
        if (Files.exists(logFile) && Files.size(logFile) > LOG_LIMIT_BYTES) {
            Files.delete(logFile);
        }
        ChildRecord record = spec.record();
        Map<String, String> facts = new TreeMap<>(Map.of("fingerprint", spec.fingerprint()));
        spec.ports().forEach((name, port) -> facts.put(name, Integer.toString(port)));
        record.begin(facts);
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", RECORD_AND_EXEC));
        command.add(record.file().toString());
        Programs.ownSession().ifPresent(command::add);
        command.addAll(spec.command());
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(spec.folder().toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
        // Provider keys are in our environment; no other process needs to have them.
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR"));
        Process child = builder.start();
        Optional<ProcessIdentity> identity = ProcessIdentity.of(child.pid());
        if (identity.isPresent()) {
            record.append("started", identity.get().started());
        }
        return child;
    }

    private static boolean readyWithin(
            ChildSpec spec, ProcessHandle process, Duration limit, CountDownLatch stopping) {
        Instant deadline = Instant.now().plus(limit);
        while (alive(process) && Instant.now().isBefore(deadline)) {
            if (spec.ready().getAsBoolean()) {
                return alive(process);
            }
            if (pause(stopping, POLL)) {
                return false;
            }
        }
        return false;
    }

    /** False for a zombie, too: an adopted server's parent may be a container's careless init. */
    private static boolean alive(ProcessHandle process) {
        return process.isAlive() && ProcessIdentity.of(process.pid()).isPresent();
    }

    private void watch() {
        while (!pause(stopping, WATCH_EVERY)) {
            if (!alive(process)) {
                restart();
            }
        }
    }

    private synchronized void restart() {
        if (stopping.getCount() == 0) {
            return;
        }
        log.warn("{} (pid {}) died: starting it again", spec.name(), process.pid());
        try {
            process = launch(spec, stopping);
            log.info("{} runs again (pid {})", spec.name(), process.pid());
        } catch (StartupFailure | IOException e) {
            if (stopping.getCount() > 0) {
                log.error("Not started again, the next try follows: {}", e.getMessage());
            }
        }
    }

    private static void end(ProcessHandle process, String signal, Duration within) {
        if (signal(process, signal) && exits(process, within)) {
            return;
        }
        process.destroyForcibly();
        exits(process, within);
    }

    private static boolean signal(ProcessHandle process, String signal) {
        if (!alive(process)) {
            return true;
        }
        try {
            String pid = Long.toString(process.pid());
            Process kill =
                    new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" \"$1\"", signal, pid)
                            .start();
            return kill.waitFor(5, TimeUnit.SECONDS) && kill.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean exits(ProcessHandle process, Duration within) {
        Instant deadline = Instant.now().plus(within);
        CountDownLatch never = new CountDownLatch(1);
        while (alive(process) && Instant.now().isBefore(deadline)) {
            if (pause(never, POLL)) {
                return false;
            }
        }
        return !alive(process);
    }

    /** Waits; true if the wait ended early, by a stop or an interrupt. */
    private static boolean pause(CountDownLatch stopping, Duration howLong) {
        try {
            return stopping.await(howLong.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static String lastLine(Path logFile) throws IOException {
        if (!Files.exists(logFile)) {
            return "it wrote nothing";
        }
        List<String> lines = Files.readAllLines(logFile);
        return lines.isEmpty() ? "it wrote nothing" : lines.getLast().strip();
    }
}
