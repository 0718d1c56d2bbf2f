package dev.mainspring.activities.model.scripted;

import dev.mainspring.activities.Cancellation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Call;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/** A response body that arrives frame by frame, and ends at once when its call is cancelled. */
final class PacedSource implements Source {

    private final Iterator<Frame> frames;
    private final Call call;
    private final Duration patience;
    private final Buffer ready = new Buffer();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition cancelled = lock.newCondition();

    /**
     * @param patience the reader's limit of silence, as a socket would keep it; zero = for ever
     */
    PacedSource(Iterator<Frame> frames, Call call, Duration patience, Cancellation cancellation) {
        this.frames = frames;
        this.call = call;
        this.patience = patience;
        cancellation.onEnd(this::wake);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        while (ready.exhausted()) {
            if (call.isCanceled()) {
                throw new IOException("Canceled");
            }
            if (!frames.hasNext()) {
                return -1;
            }
            take(frames.next());
        }
        return ready.read(sink, byteCount);
    }

    private void take(Frame frame) throws IOException {
        switch (frame) {
            case Frame.Data data -> {
                pause(data.pause());
                ready.writeUtf8(data.text());
            }
            case Frame.Silence _ -> {
                pause(patience.isZero() ? Duration.ofDays(1) : patience);
                throw new SocketTimeoutException("timeout");
            }
            case Frame.Cut _ -> throw new IOException("unexpected end of stream");
        }
    }

    private void pause(Duration length) throws IOException {
        long leftNanos = length.toNanos();
        lock.lock();
        try {
            while (leftNanos > 0 && !call.isCanceled()) {
                leftNanos = cancelled.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            lock.unlock();
        }
        if (call.isCanceled()) {
            throw new IOException("Canceled");
        }
    }

    private void wake() {
        lock.lock();
        try {
            cancelled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {
        ready.clear();
    }
}
