package dev.mainspring.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads server-sent events as a browser does. */
final class SseClient implements AutoCloseable {

    /** One event; the id is null where the server gave none. */
    record Event(String id, String name, JsonNode data) {}

    private final HttpResponse<InputStream> answer;
    private final BufferedReader in;

    SseClient(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<InputStream> answer() {
        return answer;
    }

    /** Reads up to the first event that fits, that one included. */
    List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        Event event;
        do {
            event = next();
            events.add(event);
        } while (!last.test(event));
        return events;
    }

    /** The next event; comments are passed over. */
    Event next() {
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        try {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                } else if (line.isEmpty() && !data.isEmpty()) {
                    return new Event(id, name, ApiClient.JSON.readTree(data.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("the stream ended");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
