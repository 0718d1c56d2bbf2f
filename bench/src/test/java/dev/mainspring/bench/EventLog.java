package dev.mainspring.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows a chat's events as a browser does, over every death of the product: it connects again
 * with the last id it has seen.
 */
final class EventLog implements AutoCloseable {

    /** A durable event as it came. */
    record Event(long seq, String name, JsonNode data) {}

    private final Person person;
    private final String chat;
    private final List<Event> events = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closed;
    private long deltas;

    EventLog(Person person, String chat) {
        this.person = person;
        this.chat = chat;
        this.reader = Thread.ofVirtual().name("events of " + chat).start(this::follow);
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    synchronized long lastSeq() {
        return events.isEmpty() ? 0 : events.getLast().seq();
    }

    /** Deltas seen so far: something is being written at this moment when it grows. */
    synchronized long deltas() {
        return deltas;
    }

    boolean has(Predicate<Event> wanted) {
        return events().stream().anyMatch(wanted);
    }

    /** How many events of that name there are. */
    long count(String name) {
        return events().stream().filter(event -> event.name().equals(name)).count();
    }

    @Override
    public void close() {
        closed = true;
        reader.interrupt();
    }

    private void follow() {
        while (!closed) {
            try {
                HttpResponse<InputStream> answer = person.follow(chat, lastSeq());
                if (answer.statusCode() == 200) {
                    read(answer);
                }
                answer.body().close();
            } catch (IOException away) {
                Patience.pause(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(HttpResponse<InputStream> answer) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        String id = null;
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = in.readLine(); line != null && !closed; line = in.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5).strip());
            } else if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    add(id, name, data.toString());
                }
                id = null;
                data.setLength(0);
            }
        }
    }

    private synchronized void add(@Nullable String id, String name, String data) {
        if (id == null) {
            deltas++;
        } else {
            events.add(new Event(Long.parseLong(id), name, Person.JSON.readTree(data)));
        }
    }
}
