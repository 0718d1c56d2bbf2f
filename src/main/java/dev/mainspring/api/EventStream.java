package dev.mainspring.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes server-sent events (WHATWG HTML, section 9.2). For one thread. */
final class EventStream {

    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    /** Answers a HEAD request, which Spring sends where GET goes: it must not stream for ever. */
    static boolean isHeadOnly(HttpServletRequest request, HttpServletResponse response) {
        response.setContentType("text/event-stream");
        return request.getMethod().equals("HEAD");
    }

    /** Begins the answer; the client sees at once that it is connected. */
    static EventStream open(HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        // nginx would collect the events otherwise.
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(response.getOutputStream());
        stream.comment("connected");
        stream.flush();
        return stream;
    }

    /** Writes an event that can be asked for again by its id. */
    void event(long id, String name, String json) throws IOException {
        write("id: " + id + "\n");
        event(name, json);
    }

    /** Writes an event of this moment. JSON as our mapper writes it holds no line break. */
    void event(String name, String json) throws IOException {
        write("event: " + name + "\ndata: " + json + "\n\n");
    }

    /** Writes what clients ignore; proxies see that the connection lives. */
    void comment(String text) throws IOException {
        write(": " + text + "\n\n");
    }

    void flush() throws IOException {
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
