package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.security.ApiTokens;
import dev.mainspring.store.ChatRows;
import dev.mainspring.testing.ProductTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Commands that go on behind chats: real sandbox, and the process list of this machine. */
@ProductTest
@Timeout(120)
class ProcessesApiTest {

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;
    @Autowired ApiTokens tokens;
    @Autowired ChatRows chats;
    private ApiClient api;

    @BeforeEach
    void signIn() {
        api = new ApiClient(port, ProductTest.TOKEN);
    }

    private String begin(String text) {
        ObjectNode body = (ObjectNode) ApiClient.JSON.readTree(ApiClient.chatBody(text));
        body.put("model", "scripted/verbs");
        JsonNode chat = api.post("/api/v1/chats", body.toString()).expect(201).json();
        return "/api/v1/chats/" + chat.path("id").asString();
    }

    private String rested(String text) {
        String chat = begin(text);
        JsonNode now = api.get(chat + "/wait?until=idle,error&timeout=20s").expect(200).json();
        assertThat(now.path("status").asString()).isEqualTo("idle");
        return chat;
    }

    private String call(String chat) {
        return api.firstCall(chat);
    }

    /** What the chat's events tell of its process, up to its end. */
    private JsonNode ended(String chat) {
        try (SseClient events = api.follow(chat + "/events?after=0", null)) {
            return events.until(event ->
                            event.name().equals("process.changed")
                                    && event.data()
                                            .at("/process/state")
                                            .asString()
                                            .matches("exited|stopped|lost"))
                    .getLast()
                    .data()
                    .path("process");
        }
    }

    private static boolean running(String command) {
        return ProcessHandle.allProcesses()
                .anyMatch(it ->
                        it.info().commandLine().filter(line -> line.endsWith(command)).isPresent());
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    @Test
    void aPersonStopsWhatAnIdleChatLeftRunningAndItIsGone() {
        String chat = rested("leave sleep 600.17 & sleep 600.18; wait");
        await(() -> running("sleep 600.17") && running("sleep 600.18"));
        String call = call(chat);
        assertThat(api.get(call).json().path("state").asString()).isEqualTo("finished");
        assertThat(api.get(call).json().at("/process/state").asString()).isEqualTo("running");

        JsonNode answer = api.post(call + "/stop").expect(202).json();
        assertThat(answer.at("/process/state").asString()).isIn("stopping", "stopped");
        api.post(call + "/stop").expect(202);

        assertThat(ended(chat).path("state").asString()).isEqualTo("stopped");
        assertThat(running("sleep 600.17") || running("sleep 600.18")).isFalse();
        assertThat(api.get(call).json().at("/process/exit_code").asInt()).isEqualTo(143);
        assertThat(api.post(call + "/stop").expect(202).json().at("/process/state").asString())
                .isEqualTo("stopped");
        assertThat(api.get(chat).json().path("status").asString()).isEqualTo("idle");
    }

    @Test
    void whatOutlivedItsTimeoutEndsByItselfAndThatIsTold() {
        String chat = rested("give 1s to sleep 3; exit 7");
        JsonNode ended = ended(chat);
        assertThat(ended.path("state").asString()).isEqualTo("exited");
        assertThat(ended.path("exit_code").asInt()).isEqualTo(7);
        api.post(call(chat) + "/stop").expectProblem(409, "not_running");
    }

    @Test
    void lookingAfterACommandIsNoUseOfItsWorkspace() {
        String chat = rested("give 1s to sleep 3");
        String workspace = api.get(chat).json().path("workspace_id").asString();
        String unused = "2026-01-01T00:00:00Z";
        jdbc.sql("update workspace set last_used_at = cast(:at as timestamptz) where id = :id")
                .param("at", unused)
                .param("id", UUID.fromString(workspace))
                .update();
        assertThat(ended(chat).path("state").asString()).isEqualTo("exited");
        assertThat(
                        jdbc.sql("select last_used_at from workspace where id = :id")
                                .param("id", UUID.fromString(workspace))
                                .query((row, n) -> row.getObject(1, OffsetDateTime.class))
                                .single()
                                .toInstant())
                .isEqualTo(Instant.parse(unused));
    }

    @Test
    void anEndByTheAgentsSignalIsSeen() {
        String chat = rested("signal sleep 600.27");
        assertThat(ended(chat).path("exit_code").asInt()).isEqualTo(143);
        api.post(call(chat) + "/stop").expectProblem(409, "not_running");
    }

    @Test
    void aCallThatLeftNothingHasNothingToStop() {
        String call = call(rested("run echo hi"));
        assertThat(api.get(call).json().path("process").isNull()).isTrue();
        api.post(call + "/stop").expectProblem(409, "not_running");
        api.post(call.replaceFirst("[^/]+$", UUID.randomUUID() + "/stop"))
                .expectProblem(404, "not_found");
    }

    @Test
    void somebodyElsesCommandDoesNotExist() {
        String chat = rested("leave sleep 600.37");
        ApiClient other = new ApiClient(port, People.newMember(jdbc, tokens));
        other.post(call(chat) + "/stop").expectProblem(404, "not_found");
        assertThat(api.get(call(chat)).json().at("/process/state").asString()).isEqualTo("running");
        api.post(call(chat) + "/stop").expect(202);
        ended(chat);
    }

    @Test
    void aChatAtWorkGoesOnWhileItsOtherCommandIsStopped() {
        String chat = begin("leave and stay sleep 600.47");
        await(() -> running("sleep 600.47") && running("sleep 611"));
        api.post(call(chat) + "/stop").expect(202);
        assertThat(ended(chat).path("state").asString()).isEqualTo("stopped");
        assertThat(running("sleep 600.47")).isFalse();
        assertThat(running("sleep 611")).isTrue();
        assertThat(api.get(chat).json().path("status").asString()).isEqualTo("running");
        api.post(chat + "/interrupt").expect(202);
        api.get(chat + "/wait?until=idle&timeout=20s").expect(200);
    }

    @Test
    void aSubAgentsCommandIsStoppedThroughItsChat() {
        String chat = rested("helper leaves sleep 600.57");
        JsonNode agent = api.get(chat + "/agents").expect(200).json().path("items").path(0);
        String helper = "/api/v1/chats/" + agent.path("id").asString();
        assertThat(running("sleep 600.57")).isTrue();
        api.post(call(helper) + "/stop").expect(202);
        assertThat(ended(helper).path("state").asString()).isEqualTo("stopped");
        assertThat(running("sleep 600.57")).isFalse();
    }

    @Test
    void whatRanInAStoppedWorkspaceHasEndedWithIt() {
        String chat = rested("leave sleep 600.67");
        String workspace = api.get(chat).json().path("workspace_id").asString();
        api.post("/api/v1/workspaces/" + workspace + "/stop").expect(202);
        assertThat(ended(chat).path("note").asString()).isEqualTo("it ended with its workspace");
        assertThat(running("sleep 600.67")).isFalse();
    }

    @Test
    void aStopThatDoesNotReachTheWorkspaceSaysSoAndGoesOnTrying() {
        String chat = rested("leave sleep 600.77");
        String workspace = api.get(chat).json().path("workspace_id").asString();
        state(workspace, "error");
        api.post(call(chat) + "/stop").expect(202);
        try (SseClient events = api.follow(chat + "/events?after=0", null)) {
            events.until(event ->
                    event.data().at("/process/note").asString("").contains("workspace is error"));
        }
        state(workspace, "ready");
        assertThat(ended(chat).path("state").asString()).isEqualTo("stopped");
        assertThat(running("sleep 600.77")).isFalse();
    }

    @Test
    void aCommandOfADeletedChatIsEnded() {
        String chat = rested("leave sleep 600.87");
        await(() -> running("sleep 600.87"));
        api.delete(chat).expect(204);
        await(() -> !running("sleep 600.87"));
    }

    @Test
    void aStopThatWasAcceptedOutlivesItsChat() {
        String chat = rested("leave sleep 600.97");
        String workspace = api.get(chat).json().path("workspace_id").asString();
        state(workspace, "error");
        api.post(call(chat) + "/stop").expect(202);
        api.delete(chat).expect(204);
        assertThat(running("sleep 600.97")).isTrue();
        state(workspace, "ready");
        await(() -> !running("sleep 600.97"));
    }

    @Test
    void aSubAgentsCommandIsEndedWhenItsParentIsDeleted() {
        String chat = rested("helper leaves sleep 601.07");
        assertThat(running("sleep 601.07")).isTrue();
        api.delete(chat).expect(204);
        await(() -> !running("sleep 601.07"));
    }

    @Test
    void whatAClosedSubAgentLeftIsToldAtOnce() {
        String chat = rested("helper leaves sleep 601.17");
        JsonNode agent = api.get(chat + "/agents").expect(200).json().path("items").path(0);
        String helper = "/api/v1/chats/" + agent.path("id").asString();
        jdbc.sql("update process set look_at = now() + interval '1 hour' where tool_call_id = :id")
                .param("id", id(call(helper)))
                .update();
        api.post(chat + "/messages", ApiClient.messageBody("close the helper")).expect(202);
        assertThat(ended(helper).path("state").asString()).isEqualTo("stopped");
        assertThat(running("sleep 601.17")).isFalse();
    }

    @Test
    void aForkShowsACommandAndDoesNotStopIt() {
        String chat = rested("leave sleep 601.27");
        String call = call(chat);
        int last = api.get(chat + "/messages").json().path("items").size();
        String fork =
                api.post(chat + "/messages/" + last + "/fork")
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        api.post("/api/v1/chats/" + fork + call.substring(call.indexOf("/tool-calls")) + "/stop")
                .expectProblem(409, "not_running");
        assertThat(running("sleep 601.27")).isTrue();
        api.post(call + "/stop").expect(202);
        ended(chat);
    }

    @Test
    void aChatAtWorkKeepsItsWorkspaceAndOneAtRestIsStillSoughtInTheLast() {
        String other = api.get(rested("run true")).json().path("workspace_id").asString();
        String body = "{\"workspace_id\": \"" + other + "\"}";
        String chat = begin("leave and stay sleep 601.37");
        await(() -> running("sleep 601.37") && running("sleep 611"));
        api.patch(chat, body).expectProblem(409, "chat_busy");
        api.post(chat + "/interrupt").expect(202);
        api.get(chat + "/wait?until=idle&timeout=20s").expect(200);
        JsonNode idle = api.get(chat).json();
        api.patch(chat, body).expect(200);
        WorkspaceId first = WorkspaceId.of(idle.path("workspace_id").asString());
        assertThat(chats.ofWorkspace(first)).contains(ChatId.of(idle.path("id").asString()));
        api.post(call(chat) + "/stop").expect(202);
        ended(chat);
        assertThat(running("sleep 601.37")).isFalse();
        assertThat(chats.ofWorkspace(first)).isEmpty();
    }

    @Test
    void aStopIsNotToldAgainWhileTemporalHasNotHeardOfIt() {
        String chat = rested("leave sleep 601.47");
        UUID call = id(call(chat));
        jdbc.sql(
                        """
                        insert into outbox (kind, key, created_at)
                        values ('STOP_PROCESS', :id, now() + interval '1 hour')
                        """)
                .param("id", call)
                .update();
        jdbc.sql("update process set state = 'stopping', look_at = now() where tool_call_id = :id")
                .param("id", call)
                .update();
        await(() ->
                jdbc.sql("select look_at > now() from process where tool_call_id = :id")
                        .param("id", call)
                        .query(Boolean.class)
                        .single());
        assertThat(waiting(call)).isEqualTo(1);
        assertThat(running("sleep 601.47")).isTrue();
        jdbc.sql("update outbox set created_at = now() - interval '1 hour' where key = :id")
                .param("id", call)
                .update();
        assertThat(ended(chat).path("state").asString()).isEqualTo("stopped");
    }

    private int waiting(UUID call) {
        return jdbc.sql("select count(*) from outbox where key = :id")
                .param("id", call)
                .query(Integer.class)
                .single();
    }

    private static UUID id(String call) {
        return UUID.fromString(call.substring(call.lastIndexOf('/') + 1));
    }

    private void state(String workspace, String state) {
        jdbc.sql("update workspace set state = :state where id = cast(:id as uuid)")
                .param("state", state)
                .param("id", workspace)
                .update();
    }
}
