package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.workspace.ShellProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;

/** A program on an SSH channel of its own. */
final class SshProcess implements ShellProcess {

    private final SshSessions.Lease lease;
    private final ChannelExec channel;
    private final TailSink errors;
    private final Runnable closed;
    private final AtomicBoolean open = new AtomicBoolean(true);

    private SshProcess(
            SshSessions.Lease lease, ChannelExec channel, TailSink errors, Runnable closed) {
        this.lease = lease;
        this.channel = channel;
        this.errors = errors;
        this.closed = closed;
    }

    /**
     * Opens the channel and sends what the frame puts ahead of standard input.
     *
     * @param closed runs once, when the process is closed
     */
    static SshProcess open(
            SshSessions.Lease lease, ScriptFrame frame, Duration limit, Runnable closed)
            throws IOException {
        ChannelExec channel = lease.session().createExecChannel(frame.command());
        TailSink errors = new TailSink();
        channel.setErr(errors);
        channel.open().verify(limit);
        OutputStream in = channel.getInvertedIn();
        in.write(frame.input());
        in.flush();
        return new SshProcess(lease, channel, errors, closed);
    }

    @Override
    public OutputStream in() {
        return channel.getInvertedIn();
    }

    @Override
    public InputStream out() {
        return channel.getInvertedOut();
    }

    @Override
    public String errors() {
        return errors.toString();
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) {
            return;
        }
        channel.close(false);
        channel.close(true);
        lease.close();
        closed.run();
    }
}
