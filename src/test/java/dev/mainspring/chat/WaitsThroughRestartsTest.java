package dev.mainspring.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mainspring.testing.ProductProcess;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An approval waits through ten kills of the control plane and a continue-as-new. */
@Timeout(600)
class WaitsThroughRestartsTest {

    private static final int RESTARTS = 10;

    /** A workflow task that was killed is given out again after ten seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir Path data;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anApprovalWaitsThroughTenKillsAndAContinueAsNewAndIsAnsweredBySignal() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "MAINSPRING_SCRIPTS",
                        Path.of("src/test/resources/scripts").toAbsolutePath().toString(),
                        "MAINSPRING_APPROVAL_POLICY",
                        "[{tool: execute, pattern: 'touch *', action: ask}]");
        try (ProductProcess product = ProductProcess.start(data, settings)) {
            String chat = begin(product, "long way to touch once && ls once*");
            awaitStatus(product, chat, "awaiting_approval");
            for (int i = 0; i < RESTARTS; i++) {
                product.killJvm().restart();
            }
            assertThat(get(product, chat).path("status").asString()).isEqualTo("awaiting_approval");
            JsonNode waiting = get(product, chat + "/requests").path("items");
            assertThat(waiting).hasSize(1);
            await("a new run").atMost(PATIENCE).until(() -> continuedAsNew(chat));

            answer(chat, waiting.path(0).path("id").asString());

            awaitStatus(product, chat, "idle");
            JsonNode messages = get(product, chat + "/messages?before=100000").path("items");
            assertThat(messages.path(messages.size() - 1).toString())
                    .contains("Result: ")
                    .contains("once")
                    .contains("exit_code");
            assertThat(get(product, chat + "/requests?all=true").path("items")).hasSize(1);
        } finally {
            http.close();
        }
    }

    private String begin(ProductProcess product, String text) throws Exception {
        String body =
                """
                {"model": "scripted/people",
                 "message": {"parts": [{"type": "text", "text": "%s"}]}}
                """
                        .formatted(text);
        HttpRequest request =
                request(product, "/api/v1/chats")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        String answer = http.send(request, BodyHandlers.ofString()).body();
        return "/api/v1/chats/" + JSON.readTree(answer).path("id").asString();
    }

    private void awaitStatus(ProductProcess product, String chat, String status) throws Exception {
        JsonNode now = get(product, chat + "/wait?until=" + status + ",error&timeout=60s");
        assertThat(now.path("status").asString()).isEqualTo(status);
    }

    private JsonNode get(ProductProcess product, String path) throws Exception {
        HttpRequest request = request(product, path).GET().build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static HttpRequest.Builder request(ProductProcess product, String path) {
        return HttpRequest.newBuilder(URI.create(product.baseUrl() + path))
                .timeout(Duration.ofSeconds(90))
                .header("Authorization", "Bearer " + ProductProcess.TOKEN);
    }

    private static String workflowId(String chat) {
        return ChatWorkflow.ID_PREFIX + chat.substring(chat.lastIndexOf('/') + 1);
    }

    private boolean continuedAsNew(String chat) throws IOException {
        return temporal(
                stub -> {
                    var run = stub.describe().getRawDescription().getWorkflowExecutionInfo();
                    return !run.getFirstRunId().equals(run.getExecution().getRunId());
                },
                chat);
    }

    private void answer(String chat, String request) throws IOException {
        temporal(
                stub -> {
                    stub.signal("answer", new Answer(request, "allow", null));
                    return true;
                },
                chat);
    }

    private interface Work {
        boolean with(WorkflowStub stub);
    }

    private boolean temporal(Work work, String chat) throws IOException {
        Properties facts = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("temporal/process.properties"))) {
            facts.load(in);
        }
        WorkflowServiceStubs service =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget("127.0.0.1:" + facts.getProperty("port"))
                                .build());
        try {
            return work.with(
                    WorkflowClient.newInstance(service).newUntypedWorkflowStub(workflowId(chat)));
        } finally {
            service.shutdownNow();
        }
    }
}
