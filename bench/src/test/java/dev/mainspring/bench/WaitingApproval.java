package dev.mainspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.testing.ProductProcess;
import dev.mainspring.workflows.Answer;
import dev.mainspring.workflows.ChatWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A command that waits to be allowed while everything around it dies, and is allowed by signal. */
final class WaitingApproval {

    private static final String STATUS = "awaiting_approval";
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path data;
    private final Person person;
    private final String chat;

    private WaitingApproval(Path data, Person person, String chat) {
        this.data = data;
        this.person = person;
        this.chat = chat;
    }

    /** Begins a chat that asks after so many calls that its run has to continue as new. */
    static WaitingApproval begin(ProductProcess product, Path data) {
        Person person = new Person(product.baseUrl(), "scripted/chaos");
        ObjectNode fields = Person.JSON.createObjectNode();
        fields.putArray("approval_policy")
                .addObject()
                .put("tool", "execute")
                .put("pattern", "touch *")
                .put("action", "ask");
        String chat = person.begin("long way to touch once && ls once*", fields);
        Patience.until(STATUS, SOON, () -> person.status(chat).equals(STATUS));
        return new WaitingApproval(data, person, chat);
    }

    /** It still waits, in a further run; one answer ends it, and its command ran once. */
    void isGiven() {
        assertThat(person.status(chat)).isEqualTo(STATUS);
        JsonNode waiting = person.get("/api/v1/chats/" + chat + "/requests").path("items");
        assertThat(waiting).hasSize(1);
        Patience.until("a further run", SOON, () -> run(WaitingApproval::continuesAnother));

        Answer allowed = new Answer(waiting.path(0).path("id").asString(), "allow", null);
        run(stub -> {
            stub.signal("answer", allowed);
            return true;
        });

        assertThat(person.rest(chat, SOON).path("status").asString()).isEqualTo("idle");
        assertThat(person.messages(chat).getLast().toString())
                .contains("Result: ")
                .contains("once")
                .contains("exit_code");
        assertThat(person.get("/api/v1/chats/" + chat + "/requests?all=true").path("items"))
                .hasSize(1);
    }

    private static boolean continuesAnother(WorkflowStub stub) {
        var run = stub.describe().getRawDescription().getWorkflowExecutionInfo();
        return !run.getFirstRunId().equals(run.getExecution().getRunId());
    }

    private boolean run(Function<WorkflowStub, Boolean> work) {
        WorkflowServiceStubs service =
                WorkflowServiceStubs.newServiceStubs(
                        WorkflowServiceStubsOptions.newBuilder()
                                .setTarget("127.0.0.1:" + temporalPort())
                                .build());
        try {
            return work.apply(
                    WorkflowClient.newInstance(service)
                            .newUntypedWorkflowStub(ChatWorkflow.ID_PREFIX + chat));
        } finally {
            service.shutdownNow();
        }
    }

    private String temporalPort() {
        Properties facts = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("temporal/process.properties"))) {
            facts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return facts.getProperty("port");
    }
}
