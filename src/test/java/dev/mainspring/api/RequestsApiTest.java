package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.security.ApiTokens;
import dev.mainspring.testing.ProductTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Approvals, questions, plans and checklists, as a program meets them. */
@ProductTest
class RequestsApiTest {

    private static final String ASK_ALL =
            "[{\"tool\": \"execute\", \"pattern\": \"*\", \"action\": \"ask\"}]";

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;
    private ApiClient api;

    @BeforeEach
    void signIn() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    private String begin(String text, String field, String json) {
        ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(ApiClient.chatBody(text));
        body.put("model", "scripted/people");
        body.set(field, ApiClient.JSON.readTree(json));
        JsonNode chat = api.post("/api/v1/chats", body.toString()).expect(201).json();
        return "/api/v1/chats/" + chat.path("id").asString();
    }

    private String await(String chat, String status) {
        JsonNode now =
                api.get(chat + "/wait?until=" + status + ",error&timeout=20s").expect(200).json();
        assertThat(now.path("status").asString()).as(now.toString()).isEqualTo(status);
        return chat;
    }

    /** The one request that waits. */
    private JsonNode asked(String chat) {
        JsonNode items = api.get(chat + "/requests").expect(200).json().path("items");
        assertThat(items).hasSize(1);
        return items.path(0);
    }

    private String lastWords(String chat) {
        JsonNode items = api.get(chat + "/messages?before=100000").expect(200).json().path("items");
        return items.path(items.size() - 1).path("parts").path(0).path("text").asString();
    }

    @Test
    void anAllowedCommandRuns() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        JsonNode asked = asked(chat);
        assertThat(asked.path("kind").asString()).isEqualTo("approval");
        assertThat(asked.path("ask").path("summary").asString()).isEqualTo("execute: echo hi");
        String call = chat + "/tool-calls/" + asked.path("tool_call_id").asString();
        assertThat(api.get(call).json().path("state").asString()).isEqualTo("awaiting_approval");
        String approval = chat + "/approvals/" + asked.path("id").asString();
        JsonNode answered =
                api.post(approval, "{\"decision\": \"allow\", \"note\": \"go on\"}")
                        .expect(200)
                        .json();
        assertThat(answered.path("state").asString()).isEqualTo("answered");
        assertThat(api.get(chat).json().path("status").asString())
                .isNotEqualTo("awaiting_approval");
        await(chat, "idle");
        assertThat(lastWords(chat)).contains("\"exit_code\":0");
        assertThat(api.get(approval).json().path("reply").path("note").asString())
                .isEqualTo("go on");
    }

    @Test
    void aDeniedCommandIsNotRunAndTheModelReadsTheNote() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        api.post(
                        chat + "/approvals/" + asked(chat).path("id").asString(),
                        "{\"decision\": \"deny\", \"note\": \"use printf\"}")
                .expect(200);
        await(chat, "idle");
        assertThat(lastWords(chat)).contains("did not allow").contains("use printf");
    }

    @Test
    void whatIsAlwaysAllowedIsAskedOnceAndOnlyForThatCommand() {
        String chat =
                await(begin("twice echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        api.post(
                        chat + "/approvals/" + asked(chat).path("id").asString(),
                        "{\"decision\": \"allow_always\"}")
                .expect(200);
        await(chat, "idle");
        assertThat(api.get(chat + "/requests?all=true").json().path("items")).hasSize(1);
        assertThat(api.get(chat).json().path("always_allowed").path(0).path("pattern").asString())
                .isEqualTo("echo hi");
        api.post(chat + "/messages", ApiClient.messageBody("run echo other")).expect(202);
        await(chat, "awaiting_approval");
        api.post(chat + "/interrupt").expect(202);
        await(chat, "idle");
    }

    @Test
    void whatWasAlwaysAllowedIsTakenBack() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        api.post(
                        chat + "/approvals/" + asked(chat).path("id").asString(),
                        "{\"decision\": \"allow_always\"}")
                .expect(200);
        await(chat, "idle");
        JsonNode rules = api.get(chat).json().path("always_allowed");
        assertThat(rules).hasSize(1);
        String more = "{\"always_allowed\": [{\"tool\": \"*\", \"action\": \"allow\"}]}";
        JsonNode problem = api.patch(chat, more).expectProblem(422, "invalid_request");
        assertThat(problem.at("/errors/0/field").asString()).isEqualTo("always_allowed");
        api.patch(chat, "{\"always_allowed\": " + rules + "}").expect(200);
        api.patch(chat, "{\"always_allowed\": null}").expect(200);
        api.post(chat + "/messages", ApiClient.messageBody("run echo hi")).expect(202);
        await(chat, "idle");
        assertThat(
                        api.patch(chat, "{\"always_allowed\": []}")
                                .expect(200)
                                .json()
                                .path("always_allowed"))
                .isEmpty();
        api.post(chat + "/messages", ApiClient.messageBody("run echo hi")).expect(202);
        await(chat, "awaiting_approval");
        api.post(chat + "/interrupt").expect(202);
        await(chat, "idle");
    }

    @Test
    void aCommandTooLongForARuleIsAskedAboutEachTime() {
        String command = "run : " + "x".repeat(4_100);
        String chat = await(begin(command, "approval_policy", ASK_ALL), "awaiting_approval");
        JsonNode asked = asked(chat);
        assertThat(asked.path("ask").path("may_always").asBoolean()).isFalse();
        String approval = chat + "/approvals/" + asked.path("id").asString();
        api.post(approval, "{\"decision\": \"allow_always\"}")
                .expectProblem(422, "invalid_request");
        api.post(approval, "{\"decision\": \"allow\"}").expect(200);
        await(chat, "idle");
    }

    @Test
    void aForbiddenCommandIsRefusedWithoutAsking() {
        String deny = "[{\"tool\": \"execute\", \"pattern\": \"rm *\", \"action\": \"deny\"}]";
        String chat = await(begin("run true; rm -rf x", "approval_policy", deny), "idle");
        assertThat(lastWords(chat)).contains("the approval policy forbids this call");
    }

    @Test
    void theFirstAnswerCountsAndTheSecondIsToldWhatWasDecided() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        String approval = chat + "/approvals/" + asked(chat).path("id").asString();
        List<CompletableFuture<ApiClient.Answer>> both = new ArrayList<>();
        for (String decision : List.of("allow", "deny")) {
            both.add(
                    CompletableFuture.supplyAsync(
                            () -> api.post(approval, "{\"decision\": \"" + decision + "\"}")));
        }
        List<ApiClient.Answer> answers = both.stream().map(CompletableFuture::join).toList();
        assertThat(answers)
                .extracting(ApiClient.Answer::status)
                .containsExactlyInAnyOrder(200, 409);
        ApiClient.Answer won = answers.get(answers.get(0).status() == 200 ? 0 : 1);
        ApiClient.Answer lost = answers.get(answers.get(0).status() == 200 ? 1 : 0);
        String decided = won.json().path("reply").path("decision").asString();
        assertThat(lost.expectProblem(409, "already_answered").path("detail").asString())
                .endsWith(": " + decided);
        await(chat, "idle");
    }

    @Test
    void wrongAnswersAreRefusedByName() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        String id = asked(chat).path("id").asString();
        String approval = chat + "/approvals/" + id;
        String allow = "{\"decision\": \"allow\"}";
        api.post(chat + "/approvals/" + UUID.randomUUID(), allow).expectProblem(404, "not_found");
        api.post(chat + "/questions/" + id, "{\"answers\": []}").expectProblem(404, "not_found");
        api.post(chat + "/plan", "{\"decision\": \"approve\"}").expectProblem(404, "not_found");
        api.post(chat + "/approvals/forged", allow).expectProblem(422, "invalid_request");
        api.post(approval, "{}").expectProblem(422, "invalid_request");
        api.post(approval, "{\"decision\": \"maybe\"}").expectProblem(422, "invalid_request");
        api.post(approval, "{\"decision\": \"approve\"}").expectProblem(422, "invalid_request");
        String note = "{\"decision\": \"deny\", \"note\": \"" + "x".repeat(50_000) + "\"}";
        api.post(approval, note).expectProblem(422, "invalid_request");
        String other = await(begin("say no", "labels", "{}"), "idle");
        api.post(other + "/approvals/" + id, allow).expectProblem(404, "not_found");
        api.post(chat + "/interrupt").expect(202);
        await(chat, "idle");
        api.post(approval, allow).expectProblem(409, "withdrawn");
        assertThat(api.get(chat + "/requests").json().path("items")).isEmpty();
    }

    @Test
    void somebodyElsesRequestDoesNotExist() {
        String chat = await(begin("run echo hi", "approval_policy", ASK_ALL), "awaiting_approval");
        String id = asked(chat).path("id").asString();
        ApiClient stranger = new ApiClient(port, People.newMember(jdbc, tokens));
        stranger.get(chat + "/requests").expectProblem(404, "not_found");
        stranger.get(chat + "/approvals/" + id).expectProblem(404, "not_found");
        stranger.post(chat + "/approvals/" + id, "{\"decision\": \"allow\"}")
                .expectProblem(404, "not_found");
        stranger.get(chat + "/todos").expectProblem(404, "not_found");
        api.post(chat + "/interrupt").expect(202);
        await(chat, "idle");
    }

    @Test
    void questionsAreAnsweredByOptionAndInOtherWords() {
        String chat = await(begin("ask more", "labels", "{}"), "awaiting_answer");
        JsonNode asked = asked(chat);
        assertThat(asked.path("ask").path("questions")).hasSize(2);
        String questions = chat + "/questions/" + asked.path("id").asString();
        for (String wrong :
                List.of(
                        "{}",
                        "{\"answers\": [{\"selected\": [\"SQLite\"]}]}",
                        "{\"answers\": [{\"selected\": [\"Oracle\"]}, {\"other\": \"x\"}]}",
                        "{\"answers\": [{\"selected\": []}, {\"other\": \"x\"}]}",
                        "{\"answers\": [{\"selected\": [\"SQLite\", \"PostgreSQL\"]},"
                                + " {\"other\": \"x\"}]}")) {
            api.post(questions, wrong).expectProblem(422, "invalid_request");
        }
        api.post(
                        questions,
                        """
                        {"answers": [{"selected": ["SQLite"]},
                                     {"selected": ["Tests"], "other": "and lint"}]}
                        """)
                .expect(200);
        await(chat, "idle");
        assertThat(lastWords(chat)).contains("SQLite").contains("Tests").contains("and lint");
    }

    @Test
    void aFormOfFortyQuestionsIsRefusedToTheModel() {
        String chat = await(begin("ask forty", "labels", "{}"), "idle");
        assertThat(lastWords(chat)).contains("at most 8 items");
        assertThat(api.get(chat + "/requests?all=true").json().path("items")).isEmpty();
    }

    @Test
    void aMessageStandsForAnAnswerToQuestions() {
        String chat = await(begin("ask", "labels", "{}"), "awaiting_answer");
        api.post(chat + "/messages", ApiClient.messageBody("say neither of them")).expect(202);
        await(chat, "idle");
        assertThat(lastWords(chat)).isEqualTo("You said neither of them.");
        JsonNode asked = api.get(chat + "/requests?all=true").json().path("items").path(0);
        assertThat(asked.path("reply").path("decision").asString()).isEqualTo("message");
    }

    @Test
    void anApprovedPlanEndsPlanModeAndIsCarriedOut() {
        String chat = await(begin("plan", "plan_mode", "true"), "awaiting_answer");
        assertThat(api.get(chat).json().path("plan_mode").asBoolean()).isTrue();
        assertThat(api.get(chat + "/plan").json().path("ask").path("plan").asString())
                .contains("friendlier");
        api.post(chat + "/plan", "{\"decision\": \"edit\"}").expectProblem(422, "invalid_request");
        String large = "{\"decision\": \"edit\", \"plan\": \"" + "x".repeat(33 << 10) + "\"}";
        api.post(chat + "/plan", large).expectProblem(422, "invalid_request");
        api.post(chat + "/plan", "{\"decision\": \"edit\", \"plan\": \"Only step 1.\"}")
                .expect(200);
        await(chat, "idle");
        assertThat(api.get(chat).json().path("plan_mode").asBoolean()).isFalse();
        assertThat(lastWords(chat)).contains("carried out");
        api.post(chat + "/plan", "{\"decision\": \"reject\"}")
                .expectProblem(409, "already_answered");
    }

    @Test
    void aRejectedPlanLeavesPlanModeOnAndCommandsAreAskedForEachTime() {
        String chat = await(begin("plan", "plan_mode", "true"), "awaiting_answer");
        api.post(chat + "/plan", "{\"decision\": \"reject\", \"note\": \"too much\"}").expect(200);
        await(chat, "awaiting_approval");
        JsonNode asked = asked(chat);
        assertThat(asked.path("ask").path("may_always").asBoolean()).isFalse();
        String approval = chat + "/approvals/" + asked.path("id").asString();
        api.post(approval, "{\"decision\": \"allow_always\"}")
                .expectProblem(422, "invalid_request");
        api.post(approval, "{\"decision\": \"allow\"}").expect(200);
        await(chat, "idle");
        assertThat(api.get(chat).json().path("plan_mode").asBoolean()).isTrue();
        api.patch(chat, "{\"plan_mode\": false}").expect(200);
        assertThat(api.get(chat).json().path("plan_mode").asBoolean()).isFalse();
    }

    @Test
    void aPlanOf33KilobytesIsRefusedToTheModel() {
        String plan = "ä".repeat(33 * 512);
        String chat = await(begin("plan this: " + plan, "labels", "{}"), "idle");
        assertThat(lastWords(chat)).contains("33792 bytes of UTF-8, at most 32768");
    }

    @Test
    void theChecklistIsKept() {
        String chat = await(begin("todos", "labels", "{}"), "idle");
        JsonNode items = api.get(chat + "/todos").expect(200).json().path("items");
        assertThat(items).hasSize(3);
        assertThat(items.path(1).path("state").asString()).isEqualTo("in_progress");
    }

    @Test
    void aBadPolicyIsRefusedByName() {
        ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(ApiClient.chatBody("hello"));
        body.set(
                "approval_policy",
                ApiClient.JSON.readTree("[{\"tool\": \"\", \"action\": \"ask\"}]"));
        api.post("/api/v1/chats", body.toString()).expectProblem(422, "invalid_request");
        body.set("approval_policy", ApiClient.JSON.readTree("[{\"tool\": \"execute\"}]"));
        JsonNode problem =
                api.post("/api/v1/chats", body.toString()).expectProblem(422, "invalid_request");
        assertThat(problem.path("errors").path(0).path("field").asString())
                .isEqualTo("approval_policy[0].action");
    }
}
