package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API as one person. */
final class ApiClient {

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String base;
    private final String token;

    ApiClient(int port, String token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    /** An answer, with its body read as JSON where it is. */
    record Answer(int status, String contentType, String body, HttpResponse<?> raw) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        Answer expect(int expected) {
            assertThat(status).as("%s: %s", raw.uri(), body).isEqualTo(expected);
            return this;
        }

        /** Checks that it is a problem, whole and by the book. */
        JsonNode expectProblem(int expected, String code) {
            expect(expected);
            assertThat(contentType).startsWith("application/problem+json");
            assertThat(json().path("code").asString()).as(body).isEqualTo(code);
            assertThat(json().path("status").asInt()).isEqualTo(expected);
            assertThat(json().path("title").asString()).isNotBlank();
            assertThat(json().path("detail").asString()).isNotBlank();
            return json();
        }
    }

    Answer get(String path) {
        return send("GET", path, null);
    }

    Answer post(String path, String json) {
        return send("POST", path, json);
    }

    Answer post(String path) {
        return send("POST", path, null);
    }

    Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    Answer send(String method, String path, String json) {
        HttpRequest.Builder request = request(path);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        return send(
                request.method(
                        method,
                        json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body(),
                    answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Begins a chat and answers what it is then. */
    JsonNode chat(String text) {
        return post("/api/v1/chats", chatBody(text)).expect(201).json();
    }

    static String chatBody(String text) {
        var body = JSON.createObjectNode();
        body.putObject("message")
                .putArray("parts")
                .addObject()
                .put("type", "text")
                .put("text", text);
        body.put("model", "scripted/echo");
        return body.toString();
    }

    static String messageBody(String text) {
        var body = JSON.createObjectNode();
        body.putArray("parts").addObject().put("type", "text").put("text", text);
        return body.toString();
    }

    /** The path of the first tool call of the chat with this path. */
    String firstCall(String chat) {
        for (JsonNode message : get(chat + "/messages").expect(200).json().path("items")) {
            for (JsonNode part : message.path("parts")) {
                if (part.path("type").asString().equals("tool_call")) {
                    return chat + "/tool-calls/" + part.path("id").asString();
                }
            }
        }
        throw new AssertionError("no call in " + chat);
    }

    /** Waits until the chat rests. */
    JsonNode rest(String chat) {
        return get("/api/v1/chats/" + chat + "/wait?until=idle,error&timeout=20s")
                .expect(200)
                .json();
    }

    /** Follows events on a connection of its own. */
    SseClient follow(String path, String lastEventId) {
        HttpRequest.Builder request = request(path).timeout(Duration.ofMinutes(2));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new SseClient(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
