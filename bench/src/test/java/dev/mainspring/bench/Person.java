package dev.mainspring.bench;

import dev.mainspring.testing.ProductProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A program that uses the product over its API, and tries again while the product is away: every
 * message has an id of its own, so that sending twice is sending once.
 */
final class Person {

    static final JsonMapper JSON = new JsonMapper();

    private static final Duration PRODUCT_AWAY_AT_MOST = Duration.ofSeconds(90);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String model;

    Person(URI base, String model) {
        this.base = base;
        this.model = model;
    }

    /** Begins a chat; returns its id. */
    String begin(String text) {
        return begin(text, JSON.createObjectNode());
    }

    /** Begins a chat with further fields of the request; returns its id. */
    String begin(String text, ObjectNode fields) {
        return begin(UUID.randomUUID().toString(), UUID.randomUUID().toString(), text, fields);
    }

    /** Begins a chat with these ids; returns the chat's. */
    String begin(String id, String messageId, String text, ObjectNode fields) {
        ObjectNode body = fields.deepCopy().put("id", id).put("model", model);
        body.set("message", message(text).put("id", messageId));
        post("/api/v1/chats", body.toString());
        return id;
    }

    void say(String chat, String text) {
        post("/api/v1/chats/" + chat + "/messages", message(text).toString());
    }

    /** Stops the turn at work; once, however often it is asked for. */
    void stop(String chat) {
        post("/api/v1/chats/" + chat + "/interrupt", "");
    }

    JsonNode chat(String chat) {
        return get("/api/v1/chats/" + chat);
    }

    String status(String chat) {
        return chat(chat).path("status").asString();
    }

    /** Waits until the chat rests, or the time is over; what it is then. */
    JsonNode rest(String chat, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            JsonNode now = get("/api/v1/chats/" + chat + "/wait?until=idle,error&timeout=5s");
            String status = now.path("status").asString();
            if (status.equals("idle") || status.equals("error")) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "chat " + chat + " is " + status + " after " + limit + ": " + now);
            }
        }
    }

    /** All messages of the current branch, oldest first. */
    List<JsonNode> messages(String chat) {
        return messages(chat, chat(chat).path("branch_id").asString());
    }

    /** All messages of a branch, oldest first. */
    List<JsonNode> messages(String chat, String branch) {
        List<JsonNode> all = new ArrayList<>();
        String after = "0";
        while (after != null) {
            JsonNode page =
                    get(
                            "/api/v1/chats/%s/messages?after=%s&branch=%s"
                                    .formatted(chat, after, branch));
            page.path("items").forEach(all::add);
            after = page.path("next_cursor").asString(null);
        }
        return all;
    }

    JsonNode get(String path) {
        return JSON.readTree(insist(request(path).GET()));
    }

    JsonNode post(String path, String body) {
        return JSON.readTree(
                insist(
                        request(path)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))));
    }

    /** Follows a chat's events from a seq on, once. */
    HttpResponse<InputStream> follow(String chat, long after)
            throws IOException, InterruptedException {
        return http.send(
                request("/api/v1/chats/" + chat + "/events")
                        .timeout(Duration.ofMinutes(10))
                        .header("Last-Event-ID", Long.toString(after))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Asks until there is an answer, which may be a refusal. */
    HttpResponse<String> ask(String method, String path, @Nullable ObjectNode body) {
        HttpRequest.Builder request = request(path);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return answer(
                request.method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body.toString())));
    }

    /** A message with an id of its own. */
    static ObjectNode message(String text) {
        ObjectNode message = JSON.createObjectNode().put("id", UUID.randomUUID().toString());
        message.putArray("parts").addObject().put("type", "text").put("text", text);
        return message;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + ProductProcess.TOKEN);
    }

    /** Asks until it is done; a refusal is final. */
    private String insist(HttpRequest.Builder request) {
        HttpResponse<String> answer = answer(request);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(
                    answer.uri() + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) {
        long deadline = System.nanoTime() + PRODUCT_AWAY_AT_MOST.toNanos();
        HttpRequest built = request.build();
        while (true) {
            String problem;
            try {
                HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
                if (answer.statusCode() < 500) {
                    return answer;
                }
                problem = answer.statusCode() + ": " + answer.body();
            } catch (IOException away) {
                problem = away.toString();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UncheckedIOException(new IOException("interrupted", e));
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(built.uri() + " has no answer: " + problem);
            }
            Patience.pause(Duration.ofMillis(100));
        }
    }
}
