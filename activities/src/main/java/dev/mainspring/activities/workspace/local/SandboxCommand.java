package dev.mainspring.activities.workspace.local;

import dev.mainspring.activities.workspace.ssh.SshShell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries one exec request's bytes between an SSH channel and a job of a sandbox. */
final class SandboxCommand implements Command {

    private static final Logger log = LoggerFactory.getLogger(SandboxCommand.class);

    /** Starts the job; fails with what to tell the caller, who learns that nothing ran. */
    interface Starter {
        SandboxJob start() throws IOException;
    }

    private final Starter starter;
    private final ExecutorService threads;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private @Nullable ExitCallback exit;
    private @Nullable SandboxJob job;

    SandboxCommand(Starter starter, ExecutorService threads) {
        this.starter = starter;
        this.threads = threads;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        try {
            SandboxJob started = starter.start();
            job = started;
            CompletableFuture<Void> output = copy(started.out(), out);
            CompletableFuture<Void> errors = copy(started.err(), err);
            CompletableFuture.runAsync(() -> feed(started), threads);
            started.ended()
                    .whenCompleteAsync(
                            (code, lost) -> end(channel, started, code, output, errors), threads);
        } catch (IOException e) {
            err.write((SshShell.REFUSED + e.getMessage()).getBytes(StandardCharsets.UTF_8));
            err.flush();
            exit(255);
        }
    }

    /** The channel is closed: lets go of the job, which goes on. */
    @Override
    public void destroy(ChannelSession channel) throws IOException {
        if (job != null) {
            job.release();
        }
    }

    private void feed(SandboxJob to) {
        byte[] bytes = new byte[1 << 16];
        try {
            int length;
            while ((length = in.read(bytes)) >= 0) {
                to.in().write(ByteBuffer.wrap(bytes, 0, length));
            }
            to.started().thenRunAsync(() -> close(to.in()), threads);
        } catch (ClosedChannelException e) {
            log.debug("job {} ended before its input", to.id());
        } catch (IOException e) {
            log.debug("the channel of job {} broke: {}", to.id(), e.getMessage());
        }
    }

    private CompletableFuture<Void> copy(Fifo from, OutputStream to) {
        return CompletableFuture.runAsync(
                () -> {
                    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                    try {
                        while (from.read(buffer.clear()) >= 0) {
                            to.write(buffer.array(), 0, buffer.position());
                            to.flush();
                        }
                    } catch (ClosedChannelException e) {
                        log.trace("the job ended and its pipe was empty");
                    } catch (IOException e) {
                        log.debug("nobody reads a job's output: {}", e.getMessage());
                        close(from);
                    }
                },
                threads);
    }

    /** All that was written before the end is in the pipes by now. */
    private void end(
            ChannelSession channel,
            SandboxJob of,
            @Nullable Integer code,
            CompletableFuture<Void> output,
            CompletableFuture<Void> errors) {
        close(of.in());
        if (code == null) {
            channel.close(true);
            return;
        }
        try {
            of.out().closeWhenEmpty();
            of.err().closeWhenEmpty();
            output.join();
            errors.join();
            exit(code);
        } catch (IOException e) {
            log.warn("the pipes of job {} cannot be closed: {}", of.id(), e.getMessage());
            channel.close(true);
        }
    }

    private void exit(int code) {
        if (exit != null) {
            exit.onExit(code);
        }
    }

    private static void close(Fifo fifo) {
        try {
            fifo.close();
        } catch (IOException e) {
            log.warn("a pipe cannot be closed: {}", e.getMessage());
        }
    }
}
