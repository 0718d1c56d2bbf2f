package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellProcess;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Runs scripts over SSH; connects when needed and again when a connection was lost. */
public final class SshShell implements Connection {

    private static final Duration OPEN = Duration.ofSeconds(10);

    /** How long after the exit status output may pause before we stop listening for more. */
    private static final Duration DRAIN = Duration.ofMillis(250);

    /** RFC 4254, section 6.10, and their POSIX numbers. */
    private static final Map<String, Integer> SIGNALS =
            Map.of(
                    "HUP", 1, "INT", 2, "QUIT", 3, "ILL", 4, "ABRT", 6, "FPE", 8, "KILL", 9, "SEGV",
                    11, "PIPE", 13, "TERM", 15);

    /** Sessions asked in turn where one refuses a command. */
    private static final int ATTEMPTS = 3;

    private record Life(ClientSession session, String incarnation) {}

    private final SshEndpoint endpoint;

    private final SshSessions sessions;
    private final AtomicInteger running = new AtomicInteger();
    private volatile @Nullable Life life;

    public SshShell(SshTransport transport, SshEndpoint endpoint) {
        this.endpoint = endpoint;
        this.sessions = new SshSessions(transport, endpoint);
    }

    @Override
    public String directory() {
        return endpoint.directory();
    }

    /** Read once a connection. */
    @Override
    public String incarnation() {
        Life known = life;
        if (known != null && known.session.isOpen()) {
            return known.incarnation;
        }
        ShellScript script =
                ShellScript.of(
                        """
                        cat %s || exit 3
                        cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime 2>/dev/null || echo unknown
                        """
                                .formatted(ScriptFrame.quote(endpoint.marker())),
                        Duration.ofSeconds(15));
        try (SshSessions.Lease lease = sessions.lease(script)) {
            ShellResult result = exec(lease, script, chunk -> {}).orElseThrow(this::refused);
            if (!result.ok()) {
                throw SshFailures.gone(endpoint);
            }
            String incarnation = String.join(" ", result.out().strip().split("\\s*\\n\\s*"));
            life = new Life(lease.session(), incarnation);
            return incarnation;
        }
    }

    @Override
    public ShellResult run(ShellScript script, Consumer<byte[]> stdout) {
        running.incrementAndGet();
        try {
            for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
                try (SshSessions.Lease lease = sessions.lease(script)) {
                    Optional<ShellResult> result = exec(lease, script, stdout);
                    if (result.isPresent()) {
                        return result.get();
                    }
                }
            }
            throw refused();
        } finally {
            running.decrementAndGet();
        }
    }

    private ShellException refused() {
        return SshFailures.broken(endpoint, "the session takes no command", null);
    }

    @Override
    public ShellProcess open(String script) {
        ShellScript source = ShellScript.of(script, OPEN);
        ScriptFrame frame = ScriptFrame.of(endpoint, source);
        SshSessions.Lease lease = sessions.lease(source);
        try {
            SshProcess process =
                    SshProcess.open(lease, frame, OPEN, () -> running.decrementAndGet());
            running.incrementAndGet();
            return process;
        } catch (IOException e) {
            lease.failed(e);
            lease.close();
            throw SshFailures.broken(endpoint, "the session takes no command", e);
        }
    }

    @Override
    public boolean busy() {
        return running.get() > 0;
    }

    /** Closes the sessions; what runs in the workspace goes on. */
    @Override
    public void close() {
        sessions.close();
    }

    /** Empty where the server refused to begin: then nothing was started. */
    private Optional<ShellResult> exec(
            SshSessions.Lease lease, ShellScript script, Consumer<byte[]> stdout) {
        ScriptFrame frame = ScriptFrame.of(endpoint, script);
        OutputSink out = new OutputSink(script.maxOutputBytes(), stdout);
        OutputSink err = new OutputSink(script.maxOutputBytes(), chunk -> {});
        long deadline = System.nanoTime() + script.limit().toNanos();
        Optional<ChannelExec> opened = open(lease, frame, out, err);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        ChannelExec channel = opened.get();
        try {
            script.cancellation().onEnd(() -> leave(channel));
            feed(channel, frame.input());
            await(channel, deadline, out, err);
            return Optional.of(result(channel, script, frame, out, err));
        } finally {
            channel.close(false);
        }
    }

    /** Says so to the server, which answers only when the script ends: nobody waits for that. */
    private static void leave(ChannelExec channel) {
        channel.close(false);
        channel.close(true);
    }

    private Optional<ChannelExec> open(
            SshSessions.Lease lease, ScriptFrame frame, OutputSink out, OutputSink err) {
        try {
            ChannelExec channel = lease.session().createExecChannel(frame.command());
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN);
            return Optional.of(channel);
        } catch (IOException e) {
            if (lease.failed(e)) {
                return Optional.empty();
            }
            throw SshFailures.broken(endpoint, "the session takes no command", e);
        }
    }

    /** Large input goes in beside the wait for the end, which a script may reach without it. */
    private static void feed(ChannelExec channel, byte[] input) {
        if (input.length <= 1 << 16) {
            write(channel, input);
        } else {
            Thread.startVirtualThread(() -> write(channel, input));
        }
    }

    private static void write(ChannelExec channel, byte[] input) {
        try (OutputStream in = channel.getInvertedIn()) {
            in.write(input);
        } catch (IOException e) {
            // The script ended without reading all of its input; its exit status tells the rest.
            return;
        }
    }

    private void await(ChannelExec channel, long deadline, OutputSink out, OutputSink err) {
        var ended = EnumSet.of(ClientChannelEvent.CLOSED, ClientChannelEvent.EXIT_STATUS);
        channel.waitFor(ended, millisUntil(deadline));
        long seen = -1;
        while (channel.isOpen() && out.seen() + err.seen() != seen && millisUntil(deadline) > 1) {
            seen = out.seen() + err.seen();
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), DRAIN);
        }
    }

    private ShellResult result(
            ChannelExec channel,
            ShellScript script,
            ScriptFrame frame,
            OutputSink out,
            OutputSink err) {
        boolean truncated = out.truncated() || err.truncated();
        Integer status = channel.getExitStatus();
        String signal = channel.getExitSignal();
        if (status == null && signal == null) {
            if (script.cancellation().state() != Cancellation.State.RUNNING) {
                return new ShellResult(-1, out.kept(), err.kept(), truncated);
            }
            throw channel.isOpen()
                    ? SshFailures.broken(endpoint, "no end within " + script.limit(), null)
                    : SshFailures.broken(endpoint, "the connection broke while a script ran", null);
        }
        if (status == null) {
            return new ShellResult(
                    128 + SIGNALS.getOrDefault(signal, 0), out.kept(), err.kept(), truncated);
        }
        refuse(status, frame, err);
        return new ShellResult(status, out.kept(), err.kept(), truncated);
    }

    /** Turns the exit codes with which nothing ran into exceptions. */
    private void refuse(int status, ScriptFrame frame, OutputSink err) {
        String said = new String(err.kept(), StandardCharsets.UTF_8);
        if (status == ScriptFrame.GONE && said.startsWith(frame.token())) {
            throw SshFailures.gone(endpoint);
        }
        if (status == ScriptFrame.CUT && said.startsWith(REFUSED)) {
            throw new ShellException(
                    endpoint.name() + ": " + said.substring(REFUSED.length()).strip(), false, null);
        }
    }

    /** With exit code 255, how our own server says on standard error why it ran nothing. */
    public static final String REFUSED = "mainspring-refused: ";

    private static long millisUntil(long deadline) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
    }
}
