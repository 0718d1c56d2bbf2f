package dev.mainspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three agents at work, their parent continued as new, a command left running by another chat, and
 * then everything that runs is killed.
 */
@Timeout(300)
class AgentsAfterAKillTest {

    private static final Map<String, String> SETTINGS =
            Map.of(
                    "MAINSPRING_SCRIPTS",
                    Path.of("src/test/resources/scripts").toAbsolutePath() + "");

    @TempDir Path data;

    @Test
    void allOfThemFinishAndTheParentHasTheirReports() throws IOException {
        try (ProductProcess product = ProductProcess.start(data, SETTINGS)) {
            ApiClient api = new ApiClient(product.baseUrl().getPort(), ProductProcess.TOKEN);
            String chat =
                    api.post(
                                    "/api/v1/chats",
                                    ApiClient.chatBody("long way, then three")
                                            .replace("scripted/echo", "scripted/agents"))
                            .expect(201)
                            .json()
                            .path("id")
                            .asString();
            String left = leftRunning(api);
            await("a run", () -> runId(chat) != null);
            String first = runId(chat);
            await("three commands", () -> lines(api, chat).size() == 3);
            await("a new run", () -> !first.equals(runId(chat)));

            product.killJvm().restart();
            assertThat(agents(api, chat)).allMatch(it -> it.path("ended_at").isNull());
            Files.createFile(folder(api, chat).resolve("go"));
            JsonNode rested =
                    api.get("/api/v1/chats/" + chat + "/wait?until=idle,error&timeout=60s")
                            .expect(200)
                            .json();

            assertThat(rested.path("stop_reason").asString()).isEqualTo("end_turn");
            assertThat(lines(api, chat)).containsExactlyInAnyOrder("a", "aa", "b", "bb", "c", "cc");
            assertThat(agents(api, chat))
                    .allMatch(it -> it.path("state").asString().equals("finished"));
            String said = api.get("/api/v1/chats/" + chat + "/messages?before=1000&limit=1").body();
            assertThat(said).contains("Report of a.", "Report of b.", "Report of c.");
            api.post(left + "/stop").expect(202);
            await("the end of what was left running", () -> state(api, left).equals("stopped"));
        }
    }

    /** The call of a command that goes on behind a chat. */
    private static String leftRunning(ApiClient api) {
        String body = ApiClient.chatBody("leave sleep 600");
        String id =
                api.post("/api/v1/chats", body.replace("scripted/echo", "scripted/verbs"))
                        .expect(201)
                        .json()
                        .path("id")
                        .asString();
        api.rest(id);
        String call = api.firstCall("/api/v1/chats/" + id);
        assertThat(state(api, call)).isEqualTo("running");
        return call;
    }

    private static String state(ApiClient api, String call) {
        return api.get(call).expect(200).json().at("/process/state").asString();
    }

    private static List<JsonNode> agents(ApiClient api, String chat) {
        return api.get("/api/v1/chats/" + chat + "/agents")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private Path folder(ApiClient api, String chat) {
        String workspace =
                api.get("/api/v1/chats/" + chat).json().path("workspace_id").asString("none");
        return data.resolve("workspaces").resolve(workspace).resolve("home/workspace");
    }

    private List<String> lines(ApiClient api, String chat) {
        try {
            Path counted = folder(api, chat).resolve("counted");
            return Files.exists(counted) ? Files.readAllLines(counted) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String runId(String chat) {
        WorkflowServiceStubs temporal =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget("127.0.0.1:" + temporalPort())
                                .build());
        try {
            return WorkflowClient.newInstance(temporal)
                    .newUntypedWorkflowStub("chat-" + chat)
                    .describe()
                    .getExecution()
                    .getRunId();
        } catch (WorkflowNotFoundException notYet) {
            return null;
        } finally {
            temporal.shutdownNow();
        }
    }

    private String temporalPort() {
        Properties facts = new Properties();
        try (Reader record = Files.newBufferedReader(data.resolve("temporal/process.properties"))) {
            facts.load(record);
            return facts.getProperty("port");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
