package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Branches, forks and the queue as programs see them. */
@ProductTest
class BranchesApiTest {

    @LocalServerPort int port;

    private ApiClient api;
    private String chat;
    private String path;

    @BeforeEach
    void begin() {
        api = new ApiClient(port, ProductTest.TOKEN);
        chat = api.chat("hello").path("id").asString();
        path = "/api/v1/chats/" + chat;
        api.rest(chat);
    }

    @Test
    void anEditBeginsABranchThatCanBeLeftAgain() {
        String old = api.get(path).json().path("branch_id").asString();
        String id = UUID.randomUUID().toString();
        String body = ApiClient.messageBody("hi").replaceFirst("\\{", "{\"id\":\"" + id + "\",");
        JsonNode receipt = api.patch(path + "/messages/1?branch=" + old, body).expect(202).json();
        assertThat(receipt.path("id").asString()).isEqualTo(id);
        api.rest(chat);
        api.patch(path + "/messages/1", body).expect(202);
        api.patch(
                        path + "/messages/1",
                        ApiClient.messageBody("x").replaceFirst("\\{", "{\"id\":\"" + id + "\","))
                .expectProblem(409, "id_conflict");
        api.patch(path + "/messages/1?branch=" + old, ApiClient.messageBody("late"))
                .expectProblem(409, "other_branch");
        JsonNode branches = api.get(path + "/branches").expect(200).json().path("items");
        assertThat(branches.get(0).propertyNames())
                .contains("id", "parent_id", "position", "head", "current", "created_at");
        assertThat(branches.get(1).path("current").asBoolean()).isTrue();
        assertThat(
                        api.post(path + "/branches/" + old + "/select")
                                .expect(200)
                                .json()
                                .path("branch_id")
                                .asString())
                .isEqualTo(old);
    }

    @Test
    void anAnswerIsAskedForAgain() {
        api.post(path + "/messages/1/regenerate").expect(202);
        api.rest(chat);
        String id = UUID.randomUUID().toString();
        String body = "{\"id\":\"" + id + "\"}";
        api.post(path + "/messages/1/regenerate", body).expect(202);
        api.rest(chat);
        api.post(path + "/messages/1/regenerate", body).expect(202);
        api.post(path + "/messages/99/regenerate").expectProblem(404, "not_found");
        assertThat(api.get(path + "/branches").json().path("items").size()).isEqualTo(3);
    }

    @Test
    void aForkSaysWhereItIs() {
        ApiClient.Answer answer = api.post(path + "/messages/1/fork").expect(201);
        String fork = answer.json().path("id").asString();
        assertThat(answer.raw().headers().firstValue("Location")).hasValue("/api/v1/chats/" + fork);
        JsonNode messages = api.get("/api/v1/chats/" + fork + "/messages").json().path("items");
        assertThat(messages.get(0).path("branch_id").asString())
                .isEqualTo(api.get(path).json().path("branch_id").asString());
        assertThat(messages.get(1).at("/parts/0/code").asString()).isEqualTo("workspace_remains");
        assertThat(messages.size()).isEqualTo(2);
        api.post(path + "/messages/1/fork", "{\"id\":\"" + chat + "\"}")
                .expectProblem(409, "id_conflict");
        JsonNode refused =
                api.post(path + "/messages/1/fork", "{\"with_files\":true}")
                        .expectProblem(422, "invalid_request");
        assertThat(refused.at("/errors/0/field").asString()).isEqualTo("with_files");
        api.post(path + "/messages/0/fork").expectProblem(422, "invalid_request");
        api.post(path + "/messages/9/fork").expectProblem(404, "not_found");
        api.delete("/api/v1/chats/" + chat).expect(204);
        assertThat(api.get("/api/v1/chats/" + fork + "/messages").json().path("items").size())
                .isEqualTo(2);
    }

    @Test
    void noForkGoesRoundInACircle() {
        String fork = fork(path, 2);
        String further = fork("/api/v1/chats/" + fork, 3);
        for (String above : new String[] {chat, fork, further}) {
            api.post("/api/v1/chats/" + further + "/messages/1/fork", "{\"id\":\"" + above + "\"}")
                    .expectProblem(409, "id_conflict");
        }
        String own = api.get("/api/v1/chats/" + further).json().path("branch_id").asString();
        api.post(path + "/messages/1/fork?branch=" + own).expectProblem(404, "not_found");
        api.delete("/api/v1/chats/" + fork).expect(204);
        api.delete(path).expect(204);
        assertThat(api.get("/api/v1/chats/" + further + "/messages").json().path("items"))
                .hasSizeGreaterThan(2);
    }

    private String fork(String from, int position) {
        return api.post(from + "/messages/" + position + "/fork")
                .expect(201)
                .json()
                .path("id")
                .asString();
    }

    @Test
    void badWishesAreRefusedWithTheirReason() {
        String queue = path + "/queue/" + UUID.randomUUID();
        api.patch(queue, "{\"text\":\"x\"}").expectProblem(404, "not_found");
        api.patch(queue, "{\"position\":0}").expectProblem(422, "invalid_request");
        api.post(queue + "/promote").expectProblem(404, "not_found");
        JsonNode answer = api.get(path + "/messages").json().path("items").get(1);
        api.patch(
                        path + "/messages/" + answer.path("position").asInt(),
                        ApiClient.messageBody("not mine"))
                .expectProblem(422, "invalid_request");
        api.post(path + "/branches/" + UUID.randomUUID() + "/select")
                .expectProblem(404, "not_found");
        String other = api.chat("other").path("branch_id").asString();
        api.patch(path + "/messages/1?branch=" + other, ApiClient.messageBody("x"))
                .expectProblem(404, "not_found");
    }
}
