package dev.mainspring.activities.model;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import mockwebserver3.MockResponseBody;
import okio.BufferedSink;

/** A body that begins and then says nothing more until it is let go. */
final class StallingBody implements MockResponseBody {

    private final String begin;
    private final CountDownLatch letGo;

    StallingBody(String begin, CountDownLatch letGo) {
        this.begin = begin;
        this.letGo = letGo;
    }

    @Override
    public long getContentLength() {
        return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.writeUtf8(begin);
        sink.flush();
        try {
            letGo.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
