package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ProductTest
class BadInputApiTest {

    private static final String CHATS = "/api/v1/chats";

    @LocalServerPort int port;

    private ApiClient api;

    @BeforeEach
    void connect() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "nonsense", "{\"message\":{}} trailing", "{\"a\":1,\"a\":2}"})
    void whatIsNoJsonIsAProblem(String body) {
        api.post(CHATS, body).expectProblem(400, "invalid_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | message",
                "[] | body",
                "5 | body",
                "{\"message\":5} | message",
                "{\"message\":{}} | message.parts",
                "{\"message\":{\"parts\":[]}} | message.parts",
                "{\"message\":{\"parts\":{}}} | message.parts",
                "{\"message\":{\"parts\":[null]}} | message.parts[0]",
                "{\"message\":{\"parts\":[{}]}} | message.parts[0].type",
                "{\"message\":{\"parts\":[{\"type\":\"video\"}]}} | message.parts[0].type",
                "{\"message\":{\"parts\":[{\"type\":\"tool_call\"}]}} | message.parts[0].type",
                "{\"message\":{\"parts\":[{\"type\":\"text\"}]}} | message.parts[0].text",
                "{\"message\":{\"parts\":[{\"type\":\"text\",\"text\":5}]}} | message.parts[0].text",
                "{\"message\":{\"parts\":[{\"type\":\"text\",\"text\":\" \"}]}} | message.parts",
                "{\"message\":{\"parts\":[{\"type\":\"text\",\"text\":\"a\",\"raw\":{}}]}}"
                        + " | message.parts[0].raw",
                "{\"mesage\":{}} | mesage",
                "{\"id\":\"7\",\"message\":{}} | id",
                "{\"model\":\"gpt\",\"message\":{}} | model",
                "{\"reasoning_effort\":\"huge\",\"message\":{}} | reasoning_effort",
                "{\"labels\":{\"a\":null},\"message\":{}} | labels.a",
            })
    void aFieldThatBreaksARuleIsNamed(String body, String field) {
        JsonNode problem = api.post(CHATS, body.strip()).expectProblem(422, "invalid_request");
        assertThat(problem.path("errors").get(0).path("field").asString())
                .as(problem.toString())
                .isEqualTo(field);
        assertThat(problem.path("errors").get(0).path("message").asString())
                .doesNotContain("dev.mainspring", "java.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /chats                       | {"reasoning_effort": "ultra"} | minimal, low, medium, high
                    /chats                       | {"approval_policy": [{"tool": "x", "action": "?"}]} | allow, ask, deny
                    /chats/{id}/messages         | {"delivery": "soon"}    | steer, queue, interrupt
                    /chats/{id}/messages         | {"reasoning_effort": "x"} | minimal, low, medium, high
                    /chats/{id}/approvals/{id}   | {"decision": "maybe"}   | allow, allow_always, deny
                    /chats/{id}/approvals/{id}   | {"decision": "approve"} | allow, allow_always, deny
                    /chats/{id}/plan             | {"decision": "allow"}   | approve, edit, reject
                    """)
    void aValueOutOfAListIsToldTheList(String path, String body, String known) {
        String at = path.replace("{id}", UUID.randomUUID().toString());
        JsonNode problem = api.post("/api/v1" + at, body).expectProblem(422, "invalid_request");
        assertThat(problem.at("/errors/0/message").asString()).isEqualTo("must be one of " + known);
    }

    @Test
    void aModelThatIsNoStringIsToldHowOneReads() {
        String body = "{\"model\": 5, \"message\": {\"parts\": []}}";
        JsonNode problem = api.post(CHATS, body).expectProblem(422, "invalid_request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("model");
        assertThat(problem.at("/errors/0/message").asString())
                .isEqualTo("must be a string, <provider>/<model>");
    }

    @Test
    void whatAWaitUnderstandsIsTold() {
        String wait = CHATS + "/" + UUID.randomUUID() + "/wait";
        assertThat(detail(wait + "?until=idle,foo"))
                .startsWith("until is 'idle,foo', each must be one of idle, queued, running,");
        assertThat(detail(wait + "?until=idle&until=foo"))
                .startsWith("until is 'idle,foo', each must be one of idle");
        assertThat(detail(wait + "?timeout=soon"))
                .isEqualTo("timeout is 'soon', must read like 500ms, 60s or 2m; at most 10m");
    }

    private String detail(String path) {
        return api.get(path).expectProblem(422, "invalid_request").path("detail").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme/gpt", "scripted/nope", "scripted/../echo"})
    void aModelThatIsNotThereIsUnknown(String model) {
        api.post(CHATS, ApiClient.chatBody("hi").replace("scripted/echo", model))
                .expectProblem(422, "unknown_model");
        String chat =
                api.post(CHATS, ApiClient.chatBody("hi")).expect(201).json().path("id").asString();
        JsonNode problem =
                api.send("PATCH", CHATS + "/" + chat, "{\"model\": \"" + model + "\"}")
                        .expectProblem(422, "unknown_model");
        assertThat(problem.path("detail").asString())
                .startsWith("model '" + model + "': ")
                .doesNotContain("HTTP");
        api.rest(chat);
    }

    @Test
    void aTemplateOrWorkspaceThatIsNotThereIsSaid() {
        String body = ApiClient.chatBody("hi");
        api.post(CHATS, body.replaceFirst("\\{", "{\"template_id\":\"none\","))
                .expectProblem(422, "unknown_template");
        api.post(
                        CHATS,
                        body.replaceFirst(
                                "\\{", "{\"workspace_id\":\"" + UUID.randomUUID() + "\","))
                .expectProblem(404, "not_found");
    }

    @Test
    void elevenMegabytesOfTextAreTooLarge() {
        String body = ApiClient.chatBody("a".repeat(11 << 20));
        JsonNode problem = api.post(CHATS, body).expectProblem(413, "payload_too_large");
        assertThat(problem.path("detail").asString()).contains(String.valueOf(4 << 20));
    }

    @Test
    void aChunkedBodyIsLimitedToo() {
        byte[] body = ApiClient.chatBody("a".repeat(6 << 20)).getBytes();
        ApiClient.send(
                        api.request(CHATS)
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(body))))
                .expectProblem(413, "payload_too_large");
    }

    @Test
    void aMessageOfMoreThanAMegabyteOfTextIsTooLarge() {
        api.post(CHATS, ApiClient.chatBody("a".repeat((1 << 20) + 1)))
                .expectProblem(413, "payload_too_large");
    }

    @Test
    void textThatNoDatabaseTakesIsMended() {
        String body =
                ApiClient.chatBody("X")
                        .replace("\"X\"", "\"a\\u0000b\\ud800c\"")
                        .replaceFirst("\\{", "{\"labels\":{\"k\":\"\\u0000\"},");
        String chat = api.post(CHATS, body).expect(201).json().path("id").asString();
        api.rest(chat);
        assertThat(
                        api.get(CHATS + "/" + chat + "/messages")
                                .json()
                                .at("/items/0/parts/0/text")
                                .asString())
                .isEqualTo("a\uFFFDb\uFFFDc");
        api.get(CHATS + "?q=%00&label=k%3D%00").expect(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"\\ud800/x\",",
                "{\"template_id\":\"\\ud800\",",
                "{\"id\":\"\\ud800\",",
            })
    void whatIsRefusedCanBeNamedWhateverItHolds(String start) {
        api.post(
                        CHATS,
                        ApiClient.chatBody("hi")
                                .replace(",\"model\":\"scripted/echo\"", "")
                                .replaceFirst("\\{", Matcher.quoteReplacement(start)))
                .expect(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"labels\":{\"\\ud800\":\"x\"}}",
                "{\"\\ud800\":1}",
            })
    void aNameWithHalfACharacterIsNoJson(String body) {
        api.post(CHATS, body).expectProblem(400, "invalid_json");
    }

    @Test
    void aCursorOfTimesBeyondTheDatabaseIsRefused() {
        String forged =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                ("+1000000000-12-31T23:59:59Z " + UUID.randomUUID()).getBytes());
        api.get(CHATS + "?cursor=" + forged).expectProblem(422, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/chats/7, chatId",
        "GET, /api/v1/chats/1-1-1-1-1, chatId",
        "GET, /api/v1/chats?status=busy, status",
        "GET, /api/v1/chats?limit=0, limit",
        "GET, /api/v1/chats?limit=x, limit",
        "GET, /api/v1/chats?cursor=x, cursor",
        "GET, /api/v1/chats?label=x, label",
        "GET, /api/v1/chats?archived=perhaps, archived",
        "GET, /api/v1/chats/{chat}/messages?after=1&before=2, before",
        "GET, /api/v1/chats/{chat}/messages?after=-1, after",
        "GET, /api/v1/chats/{chat}/messages?branch=x, branch",
        "GET, /api/v1/chats/{chat}/wait?until=done, until",
        "GET, /api/v1/chats/{chat}/wait?timeout=soon, timeout",
        "GET, /api/v1/chats/{chat}/wait?timeout=11m, timeout",
        "GET, /api/v1/chats/{chat}/tool-calls/x/output, toolCallId",
        "DELETE, /api/v1/chats/{chat}/queue/x, messageId",
    })
    void aWrongValueInPathOrQueryIsNamed(String method, String path, String field) {
        JsonNode problem =
                api.send(method, path.replace("{chat}", UUID.randomUUID().toString()), null)
                        .expectProblem(422, "invalid_request");
        assertThat(problem.path("errors").get(0).path("field").asString()).isEqualTo(field);
    }

    @Test
    void methodsAndMediaTypesThatAreNotOnOfferAreProblems() {
        assertThat(
                        api.send("PUT", CHATS, "{}")
                                .expectProblem(405, "method_not_allowed")
                                .path("title")
                                .asString())
                .isEqualTo("Method Not Allowed");
        ApiClient.send(
                        api.request(CHATS)
                                .header("Content-Type", "application/yaml")
                                .POST(BodyPublishers.ofString("message: hi")))
                .expectProblem(415, "unsupported_media_type");
        ApiClient.send(api.request(CHATS).header("Accept", "application/yaml"))
                .expectProblem(406, "not_acceptable");
    }

    @Test
    void aPathOfNobodyIsNotFound() {
        api.get("/api/v1/nonsense").expectProblem(404, "not_found");
        api.post("/api/v1/chats/" + UUID.randomUUID() + "/dance", "{}")
                .expectProblem(404, "not_found");
    }

    @Test
    void aPathTheFirewallRefusesIsAProblemToo() {
        api.get("/api/v1/chats/a%2Fb").expectProblem(400, "bad_request");
        api.get("/api/v1/chats//x").expectProblem(400, "bad_request");
        api.get("/api/v1/chats?=false").expectProblem(400, "bad_request");
        ApiClient.send(
                        api.request(CHATS)
                                .header("Content-Type", "multipart/form-data")
                                .POST(BodyPublishers.ofString("x")))
                .expectProblem(415, "unsupported_media_type");
    }

    @Test
    void whoIsNotSignedInGetsAProblem() {
        new ApiClient(port, "wrong").get(CHATS).expectProblem(401, "unauthorized");
        assertThat(
                        new ApiClient(port, "wrong")
                                .get(CHATS)
                                .raw()
                                .headers()
                                .firstValue("WWW-Authenticate"))
                .isPresent();
    }
}
