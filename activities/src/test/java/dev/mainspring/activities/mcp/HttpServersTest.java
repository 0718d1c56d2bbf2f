package dev.mainspring.activities.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mainspring.activities.tools.ToolOutput;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.ToolClass;
import dev.mainspring.conversation.ToolState;
import dev.mainspring.store.McpServer.Source;
import dev.mainspring.testing.Pictures;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers over streamable HTTP, of which the test decides what they answer to a call. */
class HttpServersTest {

    @TempDir Path folder;
    private final MockWebServer server = new MockWebServer();
    private final BlockingQueue<RecordedRequest> calls = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> methods = new LinkedBlockingQueue<>();
    private volatile Function<JsonNode, MockResponse> answer = this::echo;
    private volatile int session = 1;
    private volatile boolean listFails;
    private McpRig rig;

    @BeforeEach
    void start() throws IOException {
        rig = new McpRig(folder, "127.0.0.1");
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return HttpServersTest.this.dispatch(request);
                    }
                });
        server.start(InetAddress.getByName("127.0.0.1"), 0);
    }

    @AfterEach
    void stop() {
        rig.close();
        server.close();
    }

    private MockResponse dispatch(RecordedRequest request) {
        if (!request.getMethod().equals("POST")) {
            methods.add(request.getMethod());
            return new MockResponse.Builder().code(405).build();
        }
        JsonNode message = Json.MAPPER.readTree(request.getBody().toByteArray());
        String method = message.path("method").asString("");
        methods.add(method);
        String known = request.getHeaders().get("Mcp-Session-Id");
        if (!method.equals("initialize") && !("s" + session).equals(known)) {
            return new MockResponse.Builder().code(404).build();
        }
        return switch (method) {
            case "initialize" ->
                    json(
                                    message,
                                    """
                                    {"protocolVersion": "2025-06-18", "capabilities": {"tools": {}},
                                     "serverInfo": {"name": "remote", "version": "1"}}\
                                    """)
                            .newBuilder()
                            .setHeader("Mcp-Session-Id", "s" + session)
                            .build();
            case "tools/list" ->
                    listFails
                            ? new MockResponse.Builder().code(500).build()
                            : json(
                                    message,
                                    """
                                    {"tools": [{"name": "echo", "description": "says it again",
                                      "annotations": {"readOnlyHint": true},
                                      "inputSchema": {"type": "object"}}]}\
                                    """);
            case "tools/call" -> {
                calls.add(request);
                yield answer.apply(message);
            }
            default -> new MockResponse.Builder().code(202).build();
        };
    }

    private static MockResponse json(JsonNode request, String result) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("jsonrpc", "2.0");
        body.set("id", request.path("id"));
        body.set("result", Json.MAPPER.readTree(result));
        return new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .body(body.toString())
                .build();
    }

    private MockResponse echo(JsonNode request) {
        return json(request, "{\"content\": [{\"type\": \"text\", \"text\": \"hello\"}]}");
    }

    private McpEndpoint.Use remote() {
        return rig.http(
                server.url("/mcp").toString(), Source.USER, Map.of("Authorization", "Bearer k-1"));
    }

    private static String said(ToolOutput output) {
        return output.result().path("content").asString("")
                + output.result().path("error").asString("");
    }

    @Test
    void aToolIsCalledWithTheHeadersOfTheServer() throws Exception {
        assertThat(said(rig.call(remote(), "echo", "{}"))).isEqualTo("hello");
        RecordedRequest call = calls.poll(1, TimeUnit.SECONDS);
        assertThat(call.getHeaders().get("Authorization")).isEqualTo("Bearer k-1");
        assertThat(call.getHeaders().get("MCP-Protocol-Version")).isEqualTo("2025-06-18");
        assertThat(rig.tool(remote(), "echo").kind()).isEqualTo(ToolClass.NETWORK);
    }

    @Test
    void oneSessionServesManyCalls() {
        for (int i = 0; i < 5; i++) {
            rig.call(remote(), "echo", "{}");
        }
        assertThat(methods.stream().filter("initialize"::equals)).hasSize(1);
    }

    @Test
    void answersMayComeAsEvents() {
        answer =
                request -> {
                    String id = request.path("id").toString();
                    return new MockResponse.Builder()
                            .setHeader("Content-Type", "text/event-stream")
                            .body(
                                    ": hi\n\nevent: message\ndata: {\"jsonrpc\":\"2.0\",\ndata:"
                                            + " \"method\":\"notifications/message\",\"params\":{\"level\":\"info\",\"data\":1}}\n\n"
                                            + "data: {\"jsonrpc\":\"2.0\",\"id\":"
                                            + id
                                            + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"streamed\"}]}}\n\n")
                            .build();
                };
        assertThat(said(rig.call(remote(), "echo", "{}"))).isEqualTo("streamed");
    }

    /** A wrong media type in the transcript would have the provider refuse every later call. */
    @Test
    void anImageIsWhatItHoldsNotWhatTheServerCallsIt() {
        String jpeg = Base64.getEncoder().encodeToString(Pictures.jpeg(8, 8));
        String broken = Base64.getEncoder().encodeToString("no image".getBytes(UTF_8));
        answer =
                request ->
                        json(
                                request,
                                """
                                {"content": [
                                 {"type": "image", "data": "%s", "mimeType": "image/png"},
                                 {"type": "image", "data": "%s", "mimeType": "image/png"}]}\
                                """
                                        .formatted(jpeg, broken));
        ToolOutput output = rig.call(remote(), "echo", "{}");
        assertThat(output.images()).hasSize(1);
        assertThat(((Part.Image) output.images().getFirst()).mediaType()).isEqualTo("image/jpeg");
        assertThat(said(output)).contains("[image-1]", "cannot be shown here");
    }

    @Test
    void anExpiredSessionIsMadeAnewAndTheCallMadeOnce() {
        rig.call(remote(), "echo", "{}");
        session = 2;
        assertThat(said(rig.call(remote(), "echo", "{}"))).isEqualTo("hello");
        assertThat(calls).hasSize(2);
    }

    @Test
    void aConnectionThatBreaksLeavesTheOutcomeOpen() {
        answer =
                request ->
                        new MockResponse.Builder()
                                .onResponseStart(new SocketEffect.CloseSocket())
                                .build();
        ToolOutput output = rig.call(remote(), "echo", "{}");
        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output)).contains("whether the call had an effect is unknown");
        assertThat(calls).hasSize(1);
    }

    @Test
    void fiftyMegabytesAreNotRead() {
        for (String type : List.of("application/json", "text/event-stream")) {
            answer =
                    request ->
                            new MockResponse.Builder()
                                    .setHeader("Content-Type", type)
                                    .body(new Buffer().write(new byte[50 << 20]))
                                    .build();
            ToolOutput output = rig.call(remote(), "echo", "{}");
            assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
            assertThat(said(output)).contains("larger than");
        }
    }

    @Test
    void aCallThatHangsEndsAtItsLimit() {
        answer = request -> echo(request).newBuilder().headersDelay(30, TimeUnit.SECONDS).build();
        ToolOutput output = rig.call(remote(), "echo", "{}");
        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output)).contains("no answer within 2 s");
    }

    @Test
    void aServerThatFailsAgainAndAgainIsLeftAloneForAWhile() {
        McpEndpoint.Use use = remote();
        McpTool tool = rig.tool(use, "echo");
        answer = request -> new MockResponse.Builder().code(500).build();
        for (int i = 0; i < 4; i++) {
            tool.run(rig.run("{}"));
        }
        int asked = calls.size();
        ToolOutput output = tool.run(rig.run("{}"));
        assertThat(output.state()).isEqualTo(ToolState.FAILED);
        assertThat(said(output)).contains("left alone", "nothing was called");
        assertThat(calls).hasSize(asked);
    }

    @Test
    void aListThatCannotBeRenewedLeavesTheCallAtWorkAlone() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        answer =
                request -> {
                    awaitLatch(go);
                    return echo(request);
                };
        String url = server.url("/mcp").toString();
        McpEndpoint.Use use = rig.http(url, Source.USER, Map.of(), Duration.ofSeconds(30));
        McpTool tool = rig.tool(use, "echo");
        CompletableFuture<ToolOutput> output =
                CompletableFuture.supplyAsync(() -> tool.run(rig.run("{}")));
        assertThat(calls.poll(10, TimeUnit.SECONDS)).isNotNull();
        Instant before = rig.catalogs.known(use.endpoint()).orElseThrow().at();
        listFails = true;
        rig.later(Duration.ofMinutes(6));
        rig.catalogs.of(List.of(use));
        Instant limit = Instant.now().plusSeconds(10);
        while (!rig.catalogs.known(use.endpoint()).orElseThrow().at().isAfter(before)) {
            assertThat(Instant.now()).isBefore(limit);
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(rig.catalogs.known(use.endpoint()).orElseThrow().tools()).hasSize(1);
        assertThat(
                        new McpStatus(rig.catalogs, rig.sessions)
                                .test(use.endpoint().user(), use.server())
                                .error())
                .contains("500");
        go.countDown();
        assertThat(said(output.get(10, TimeUnit.SECONDS))).isEqualTo("hello");
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMessageOfTooManyValuesIsRefused() {
        String many = "{},".repeat(1_000_000);
        answer =
                request ->
                        json(request, "{\"content\": [], \"x\": []}")
                                .newBuilder()
                                .body(
                                        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":[%s{}]}"
                                                .formatted(request.path("id"), many))
                                .build();
        ToolOutput output = rig.call(remote(), "echo", "{}");
        assertThat(output.state()).isEqualTo(ToolState.UNKNOWN);
        assertThat(said(output)).contains("too many values");
    }

    @Test
    void whatIsNoMcpIsToldInWords() {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return switch (request.getUrl().encodedPath()) {
                            case "/login" -> new MockResponse.Builder().code(401).build();
                            case "/moved" ->
                                    new MockResponse.Builder()
                                            .code(301)
                                            .setHeader("Location", "http://127.0.0.1:1/")
                                            .build();
                            default ->
                                    new MockResponse.Builder()
                                            .setHeader("Content-Type", "text/html")
                                            .body("<html>")
                                            .build();
                        };
                    }
                });
        assertThat(error("/login")).contains("refuses the credentials");
        assertThat(error("/moved")).contains("redirects elsewhere");
        assertThat(error("/page")).contains("text/html", "not MCP");
    }

    private String error(String path) {
        McpEndpoint.Use use = rig.http(server.url(path).toString(), Source.DEPLOYMENT, Map.of());
        return String.valueOf(rig.catalogs.of(List.of(use)).getFirst().error());
    }

    @Test
    void aPersonsServerMayNotBeInsideAnAdministratorsMay() {
        String url = server.url("/mcp").toString();
        try (McpRig closed = new McpRig(folder)) {
            McpEndpoint.Use theirs = closed.http(url, Source.USER, Map.of());
            assertThat(closed.catalogs.of(List.of(theirs)).getFirst().error())
                    .contains("not on the public internet");
            assertThat(methods).isEmpty();
            McpEndpoint.Use ours = closed.http(url, Source.DEPLOYMENT, Map.of());
            assertThat(closed.catalogs.of(List.of(ours)).getFirst().error()).isNull();
        }
    }
}
