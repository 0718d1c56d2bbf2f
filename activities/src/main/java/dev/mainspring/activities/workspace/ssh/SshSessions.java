package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** The open sessions to one workspace; each carries several commands at once. */
final class SshSessions {

    /** OpenSSH refuses the eleventh channel of a session (MaxSessions 10). */
    private static final int CHANNELS = 8;

    private static final int SESSIONS = 4;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOGIN = Duration.ofSeconds(15);
    private static final List<Duration> BACKOFF =
            List.of(Duration.ZERO, Duration.ofMillis(200), Duration.ofSeconds(1));

    private final SshTransport transport;
    private final SshEndpoint endpoint;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final List<Lane> lanes = new ArrayList<>();

    SshSessions(SshTransport transport, SshEndpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    /** One session and how many commands it carries. */
    private static final class Lane {
        final ClientSession session;
        int busy;
        boolean retired;

        Lane(ClientSession session) {
            this.session = session;
        }
    }

    /** A place on a session, given back by closing. */
    final class Lease implements AutoCloseable {
        private final Lane lane;

        private Lease(Lane lane) {
            this.lane = lane;
        }

        ClientSession session() {
            return lane.session;
        }

        /**
         * Takes the session out of use, which did not open a channel. A server that refused one is
         * still there: what runs on the session goes on.
         *
         * @return whether it was refused, so that nothing was started
         */
        boolean failed(IOException e) {
            if (!isRefusal(e)) {
                lane.session.close(true);
                return false;
            }
            lock.lock();
            try {
                lane.retired = true;
            } finally {
                lock.unlock();
            }
            return true;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                lane.busy--;
                if (lane.retired && lane.busy == 0) {
                    lane.session.close(true);
                }
                freed.signal();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Waits for a place, connecting where there is none.
     *
     * @throws ShellException if the host cannot be reached or lets nobody in
     */
    Lease lease(ShellScript script) {
        lock.lock();
        try {
            long nanos = script.limit().toNanos();
            while (true) {
                lanes.removeIf(lane -> !lane.session.isOpen());
                for (Lane lane : lanes) {
                    if (!lane.retired && lane.busy < CHANNELS) {
                        lane.busy++;
                        return new Lease(lane);
                    }
                }
                if (lanes.stream().filter(lane -> !lane.retired).count() < SESSIONS) {
                    Lane lane = new Lane(connectPatiently(script));
                    lane.busy = 1;
                    lanes.add(lane);
                    return new Lease(lane);
                }
                if (nanos <= 0) {
                    throw SshFailures.broken(endpoint, "too many commands at once", null);
                }
                nanos = freed.awaitNanos(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SshFailures.broken(endpoint, "interrupted while waiting for a session", e);
        } finally {
            lock.unlock();
        }
    }

    /** A server still counts a channel for a moment that its client has closed. */
    private static boolean isRefusal(Throwable e) {
        for (Throwable at = e; at != null; at = at.getCause()) {
            if (at instanceof SshChannelOpenException) {
                return true;
            }
        }
        return false;
    }

    void close() {
        lock.lock();
        try {
            lanes.forEach(lane -> lane.session.close(true));
            lanes.clear();
        } finally {
            lock.unlock();
        }
    }

    private ClientSession connectPatiently(ShellScript script) throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        script.cancellation().onEnd(cancelled::countDown);
        ShellException last = null;
        for (Duration pause : BACKOFF) {
            if (cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
            try {
                return connect();
            } catch (ShellException e) {
                if (!e.retryable()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last == null ? SshFailures.broken(endpoint, "cancelled", null) : last;
    }

    private ClientSession connect() {
        HostKeyCheck check = new HostKeyCheck(endpoint);
        ClientSession session;
        try {
            session =
                    transport
                            .client()
                            .connect(
                                    endpoint.user(),
                                    endpoint.host(),
                                    endpoint.port(),
                                    AttributeRepository.ofKeyValuePair(
                                            HostKeyCheck.ATTRIBUTE, check))
                            .verify(CONNECT)
                            .getSession();
        } catch (IOException | RuntimeException e) {
            throw SshFailures.connecting(endpoint, e);
        }
        try {
            switch (endpoint.login()) {
                case SshLogin.Password password -> session.addPasswordIdentity(password.value());
                case SshLogin.Key key -> session.addPublicKeyIdentity(key.pair());
            }
            session.auth().verify(LOGIN);
            check.pinIfFirst();
            return session;
        } catch (IOException e) {
            boolean shaken = session.getServerKey() != null && session.isOpen();
            session.close(true);
            if (check.refusal().isPresent()) {
                throw SshFailures.hostKey(endpoint, check.refusal().get(), e);
            }
            throw shaken ? SshFailures.login(endpoint, e) : SshFailures.connecting(endpoint, e);
        }
    }
}
