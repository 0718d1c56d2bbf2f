package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mainspring.testing.ProductTest;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ProductTest
class EventsApiTest {

    @LocalServerPort int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    @Test
    void aStreamTellsAWholeTurnWithoutGaps() {
        String chat = api.chat("echo 2").path("id").asString();
        try (SseClient stream = api.follow(events(chat), null)) {
            assertThat(stream.answer().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            List<SseClient.Event> events = stream.until(EventsApiTest::isIdle);
            assertThat(seqs(events)).containsExactlyElementsOf(upTo(seqs(events).size()));
            assertThat(events)
                    .allSatisfy(event -> {
                        assertThat(event.data().path("chat_id").asString()).isEqualTo(chat);
                        assertThat(event.data().path("at").asString()).isNotBlank();
                        assertThat(event.data().has("type")).isFalse();
                    });
            assertThat(events.stream().filter(event -> event.name().equals("message.delta")))
                    .allSatisfy(event -> assertThat(event.id()).isNull());
            assertThat(
                            events.stream()
                                    .filter(event -> event.name().equals("message.committed"))
                                    .map(event ->
                                            event.data().path("message").path("position").asInt()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aStreamResumesAtEveryPlaceWithoutGapOrDouble() {
        String chat = api.chat("hello").path("id").asString();
        api.rest(chat);
        long last = api.get("/api/v1/chats/" + chat).json().path("last_seq").asLong();
        for (long place = 0; place < last; place++) {
            try (SseClient byHeader = api.follow(events(chat), String.valueOf(place));
                    SseClient byQuery = api.follow(events(chat) + "?after=" + place, null)) {
                List<Long> rest = LongStream.rangeClosed(place + 1, last).boxed().toList();
                assertThat(seqs(byHeader.until(event -> String.valueOf(last).equals(event.id()))))
                        .isEqualTo(rest);
                assertThat(seqs(byQuery.until(event -> String.valueOf(last).equals(event.id()))))
                        .isEqualTo(rest);
            }
        }
    }

    @Test
    void theHeaderOfAReconnectWinsOverTheQuery() {
        String chat = api.chat("hello").path("id").asString();
        api.rest(chat);
        try (SseClient stream = api.follow(events(chat) + "?after=1", "3")) {
            assertThat(stream.next().id()).isEqualTo("4");
        }
    }

    @Test
    void whoConnectsInTheMiddleMissesNothing() {
        String chat = api.chat("echo 5").path("id").asString();
        try (SseClient early = api.follow(events(chat), null)) {
            early.until(event -> event.name().equals("tool_call.requested"));
            try (SseClient late = api.follow(events(chat), null)) {
                List<Long> seqs = seqs(late.until(EventsApiTest::isIdle));
                assertThat(seqs).containsExactlyElementsOf(upTo(seqs.size()));
            }
        }
    }

    @Test
    void aPlaceThatIsNotThereIsRefused() {
        String chat = api.chat("hello").path("id").asString();
        api.rest(chat);
        api.get(events(chat) + "?after=100000").expectProblem(422, "invalid_request");
        api.get(events(chat) + "?after=-1").expectProblem(422, "invalid_request");
        JsonNode problem = api.get(events(chat) + "?after=x").expectProblem(422, "invalid_request");
        assertThat(problem.path("errors").get(0).path("message").asString())
                .isEqualTo("is 'x', must be an integer");
        assertThat(
                        ApiClient.send(api.request(events(chat)).header("Last-Event-ID", "seven"))
                                .status())
                .isEqualTo(422);
    }

    @Test
    void headOfAStreamEnds() {
        String chat = api.chat("hello").path("id").asString();
        assertThat(api.send("HEAD", events(chat), null).expect(200).contentType())
                .startsWith("text/event-stream");
        api.send("HEAD", "/api/v1/events", null).expect(200);
        api.rest(chat);
    }

    @Test
    void theListStreamTellsOfChatsMadeChangedAndDeleted() {
        try (SseClient stream = api.follow("/api/v1/events", null)) {
            String chat = api.chat("listed").path("id").asString();
            SseClient.Event created = of(chat, stream);
            assertThat(created.name()).isEqualTo("chat.created");
            assertThat(created.id()).isNull();
            assertThat(created.data().path("chat").path("title").asString()).isEqualTo("listed");
            api.rest(chat);
            api.patch("/api/v1/chats/" + chat, "{\"title\":\"renamed\"}").expect(200);
            stream.until(event ->
                    event.data().path("chat").path("title").asString("").equals("renamed"));
            api.delete("/api/v1/chats/" + chat).expect(204);
            stream.until(event ->
                    event.name().equals("chat.deleted")
                            && event.data().path("chat_id").asString().equals(chat));
        }
    }

    @Test
    void aRevokedTokenEndsItsStreamsAtOnce() {
        JsonNode token = api.post("/api/v1/tokens", "{\"name\":\"stream\"}").expect(201).json();
        String chat = api.chat("hello").path("id").asString();
        api.rest(chat);
        ApiClient program = new ApiClient(port, token.path("token").asString());
        try (SseClient ofChat = program.follow(events(chat), null);
                SseClient ofList = program.follow("/api/v1/events", null);
                SseClient another = api.follow("/api/v1/events", null)) {
            ofChat.until(EventsApiTest::isIdle);
            api.delete("/api/v1/tokens/" + token.path("id").asString()).expect(204);
            assertThatThrownBy(() -> ofChat.until(_ -> false)).hasMessage("the stream ended");
            assertThatThrownBy(() -> ofList.until(_ -> false)).hasMessage("the stream ended");
            api.patch("/api/v1/chats/" + chat, "{\"title\":\"renamed\"}").expect(200);
            of(chat, another);
        }
    }

    private static SseClient.Event of(String chat, SseClient stream) {
        return stream.until(event -> event.data().path("chat_id").asString().equals(chat))
                .getLast();
    }

    private static boolean isIdle(SseClient.Event event) {
        return event.name().equals("status.changed")
                && event.data().path("status").asString().equals("idle");
    }

    private static String events(String chat) {
        return "/api/v1/chats/" + chat + "/events";
    }

    private static List<Long> seqs(List<SseClient.Event> events) {
        return events.stream()
                .filter(it -> it.id() != null)
                .map(it -> Long.valueOf(it.id()))
                .toList();
    }

    private static List<Long> upTo(int last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
