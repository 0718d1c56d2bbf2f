package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellProcess;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A workspace that is a folder of this machine; each script is a process in a new session. */
public final class ProcessShell implements Shell {

    private final Path directory;
    private final Path home;
    private final String sh;
    private volatile String incarnation = "first";
    private final AtomicBoolean cutNext = new AtomicBoolean();
    private final AtomicBoolean unreachable = new AtomicBoolean();

    public ProcessShell(Path directory, Path home, String sh) {
        this.directory = directory;
        this.home = home;
        this.sh = sh;
    }

    @Override
    public String incarnation() {
        return incarnation;
    }

    void reincarnate(String name) {
        incarnation = name;
    }

    /** The connection of the next script with output breaks at it; the script goes on. */
    void cutNextAtOutput() {
        cutNext.set(true);
    }

    void unreachable(boolean value) {
        unreachable.set(value);
    }

    @Override
    public String directory() {
        return directory.toString();
    }

    @Override
    public ShellResult run(ShellScript script, Consumer<byte[]> stdout) {
        if (unreachable.get()) {
            throw new ShellException("connection refused", true, null);
        }
        Process process = start(script);
        CountDownLatch over = new CountDownLatch(1);
        AtomicBoolean broken = new AtomicBoolean();
        script.cancellation().onEnd(over::countDown);
        Kept out = new Kept(script.maxOutputBytes());
        Kept err = new Kept(script.maxOutputBytes());
        CompletableFuture<Void> stdoutRead =
                read(
                        process.getInputStream(),
                        chunk -> {
                            if (over.getCount() == 0) {
                                return;
                            }
                            stdout.accept(chunk);
                            out.accept(chunk);
                            if (cutNext.getAndSet(false)) {
                                broken.set(true);
                                over.countDown();
                            }
                        });
        CompletableFuture<Void> stderrRead = read(process.getErrorStream(), err);
        CompletableFuture.allOf(stdoutRead, stderrRead, process.onExit()).thenRun(over::countDown);
        feed(process, script.stdin());
        boolean ended = await(over, script);
        if (broken.get() || !ended) {
            throw new ShellException(ended ? "connection cut" : "limit is over", true, null);
        }
        if (process.isAlive() || !stdoutRead.isDone()) {
            return new ShellResult(-1, out.bytes(), err.bytes(), false);
        }
        return new ShellResult(
                process.exitValue(), out.bytes(), err.bytes(), out.truncated || err.truncated);
    }

    @Override
    public ShellProcess open(String script) {
        if (unreachable.get()) {
            throw new ShellException("connection refused", true, null);
        }
        Process process = start(ShellScript.of(script, Duration.ofSeconds(1)));
        Kept err = new Kept(4096);
        CompletableFuture<Void> stderrRead = read(process.getErrorStream(), err);
        return new ShellProcess() {
            @Override
            public OutputStream in() {
                return process.getOutputStream();
            }

            @Override
            public InputStream out() {
                return process.getInputStream();
            }

            @Override
            public String errors() {
                stderrRead.copy().completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
                return new String(err.bytes(), StandardCharsets.UTF_8);
            }

            @Override
            public void close() {
                try {
                    process.getOutputStream().close();
                } catch (IOException e) {
                    process.destroy();
                }
            }
        };
    }

    private static boolean await(CountDownLatch over, ShellScript script) {
        try {
            return over.await(script.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted", true, e);
        }
    }

    private Process start(ShellScript script) {
        List<String> command =
                new ArrayList<>(List.of("setsid", "env", "--default-signal=INT,QUIT"));
        command.addAll(List.of(sh.split(" ")));
        command.addAll(List.of("-c", script.script()));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ShellException("cannot start " + sh, true, e);
        }
    }

    private static void feed(Process process, byte[] stdin) {
        Thread.ofVirtual()
                .start(() -> {
                    try (OutputStream to = process.getOutputStream()) {
                        to.write(stdin);
                    } catch (IOException e) {
                        // The script ended without reading all: its right.
                        process.isAlive();
                    }
                });
    }

    private static CompletableFuture<Void> read(InputStream from, Consumer<byte[]> to) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(() -> {
                    byte[] buffer = new byte[1 << 16];
                    try (from) {
                        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                            to.accept(java.util.Arrays.copyOf(buffer, n));
                        }
                        done.complete(null);
                    } catch (IOException e) {
                        done.completeExceptionally(new UncheckedIOException(e));
                    }
                });
        return done;
    }

    private static final class Kept implements Consumer<byte[]> {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final int most;
        private boolean truncated;

        Kept(int most) {
            this.most = most;
        }

        @Override
        public synchronized void accept(byte[] chunk) {
            int room = Math.min(chunk.length, most - kept.size());
            kept.write(chunk, 0, room);
            truncated |= room < chunk.length;
        }

        synchronized byte[] bytes() {
            return kept.toByteArray();
        }
    }
}
