package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ProductTest
class ChatsApiTest {

    @LocalServerPort int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    @Test
    void aChatIsMadeWithItsFirstMessageAndAnswered() {
        var answer = api.post("/api/v1/chats", ApiClient.chatBody("hello there")).expect(201);
        JsonNode chat = answer.json();
        String id = chat.path("id").asString();
        assertThat(answer.raw().headers().firstValue("Location").orElse(""))
                .endsWith("/api/v1/chats/" + id);
        assertThat(chat.path("title").asString()).isEqualTo("hello there");
        assertThat(chat.path("status").asString()).isIn("queued", "running");
        assertThat(chat.path("workflow_id").asString()).isEqualTo("chat-" + id);
        assertThat(chat.has("error")).isTrue();
        assertThat(chat.path("error").isNull()).isTrue();

        assertThat(api.rest(id).path("stop_reason").asString()).isEqualTo("end_turn");
        JsonNode messages =
                api.get("/api/v1/chats/" + id + "/messages").expect(200).json().path("items");
        assertThat(messages.valueStream().map(m -> m.path("role").asString()))
                .containsExactly("user", "assistant", "tool", "assistant");
        assertThat(messages.get(3).path("parts").get(0).path("text").asString()).isEqualTo("Done.");
    }

    @Test
    void messagesLookAsTheContractSays() {
        String id = api.chat("hello").path("id").asString();
        api.rest(id);
        JsonNode messages = api.get("/api/v1/chats/" + id + "/messages").json().path("items");
        assertThat(names(messages.get(0)))
                .containsExactlyInAnyOrder(
                        "id",
                        "branch_id",
                        "position",
                        "role",
                        "parts",
                        "turn_id",
                        "step",
                        "model",
                        "usage",
                        "created_at");
        assertThat(names(messages.get(0).path("parts").get(0)))
                .containsExactlyInAnyOrder("type", "text");
        assertThat(names(messages.get(1).path("parts").get(0)))
                .containsExactlyInAnyOrder("type", "id", "name", "input", "summary");
        assertThat(names(messages.get(2).path("parts").get(0)))
                .containsExactlyInAnyOrder(
                        "type", "tool_call_id", "output", "is_error", "truncated");
        assertThat(names(messages.get(1).path("usage")))
                .containsExactlyInAnyOrder(
                        "input_tokens", "output_tokens", "cached_input_tokens", "reasoning_tokens");
    }

    @Test
    void theSameRequestAgainGivesTheSameChat() {
        UUID id = UUID.randomUUID();
        String body = ApiClient.chatBody("once").replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        api.post("/api/v1/chats", body).expect(201);
        assertThat(api.post("/api/v1/chats", body).expect(201).json().path("id").asString())
                .isEqualTo(id.toString());
        api.post("/api/v1/chats", body.replace("once", "twice")).expectProblem(409, "id_conflict");
        api.rest(id.toString());
        assertThat(
                        api.get("/api/v1/chats/" + id + "/messages")
                                .json()
                                .path("items")
                                .valueStream()
                                .filter(m -> m.path("role").asString().equals("user")))
                .hasSize(1);
    }

    @Test
    void theSameMessageAgainGivesTheSameReceipt() {
        String chat = api.chat("hello").path("id").asString();
        api.rest(chat);
        UUID id = UUID.randomUUID();
        String body = ApiClient.messageBody("more").replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        String path = "/api/v1/chats/" + chat + "/messages";
        JsonNode receipt = api.post(path, body).expect(202).json();
        assertThat(receipt.path("id").asString()).isEqualTo(id.toString());
        assertThat(receipt.path("queue_id").asString()).isEqualTo(id.toString());
        assertThat(receipt.path("state").asString()).isEqualTo("queued");
        api.post(path, body).expect(202);
        api.post(path, body.replace("more", "other")).expectProblem(409, "id_conflict");
        String answer = api.get(path).json().path("items").get(1).path("id").asString();
        api.post(path, body.replaceFirst("[0-9a-f-]{36}", answer))
                .expectProblem(409, "id_conflict");
        api.rest(chat);
    }

    @Test
    void theEffortReturnsToWhatTheProviderDecides() {
        String chat = api.chat("hello").path("id").asString();
        String path = "/api/v1/chats/" + chat;
        assertThat(effort(api.patch(path, "{\"reasoning_effort\":\"high\"}"))).isEqualTo("high");
        assertThat(effort(api.patch(path, "{\"pinned\":true}"))).isEqualTo("high");
        assertThat(effort(api.patch(path, "{\"reasoning_effort\":null}"))).isEqualTo("null");
        JsonNode problem =
                api.patch(path, "{\"reasoning_effort\":\"huge\"}")
                        .expectProblem(422, "invalid_request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("reasoning_effort");
        api.rest(chat);
    }

    @Test
    void whatIsReadIsTold() {
        String path = "/api/v1/chats/" + api.chat("hello").path("id").asString();
        api.rest(path.substring(path.lastIndexOf('/') + 1));
        assertThat(api.get(path).json().path("unread").asBoolean()).isTrue();
        api.post(path + "/read").expect(204);
        assertThat(api.get(path).json().path("unread").asBoolean()).isFalse();
    }

    @Test
    void aConversationIsSummarisedForTheModelOnRequest() {
        String chat = api.chat("word ".repeat(60_000)).path("id").asString();
        String path = "/api/v1/chats/" + chat;
        api.rest(chat);
        api.post(path + "/messages", ApiClient.messageBody("and then")).expect(202);
        api.rest(chat);
        long before = tokens(path);
        assertThat(before).isGreaterThan(60_000);

        api.post(path + "/compact").expect(202);
        api.rest(chat);
        JsonNode messages = api.get(path + "/messages").json().path("items");
        JsonNode summary = messages.get(messages.size() - 1).path("parts").get(0);
        assertThat(summary.path("type").asString()).isEqualTo("compaction");
        assertThat(summary.path("tokens_before").asLong())
                .isGreaterThan(summary.path("tokens_after").asLong());
        assertThat(tokens(path)).isLessThan(before);
        api.post(path + "/compact").expectProblem(409, "nothing_to_compact");

        api.patch(path, "{\"archived\":true}").expect(200);
        api.post(path + "/compact").expectProblem(409, "chat_archived");
    }

    private long tokens(String path) {
        JsonNode fill = api.get(path + "/context").expect(200).json();
        assertThat(fill.path("limit_tokens").asLong()).isEqualTo(200_000);
        assertThat(fill.path("compact_at_tokens").asLong()).isEqualTo(160_000);
        return fill.path("tokens").asLong();
    }

    private static String effort(ApiClient.Answer answer) {
        JsonNode effort = answer.expect(200).json().path("reasoning_effort");
        return effort.isNull() ? "null" : effort.asString();
    }

    private static List<String> names(JsonNode node) {
        return node.propertyStream().map(it -> it.getKey()).collect(Collectors.toList());
    }
}
