package dev.mainspring.activities.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.model.ModelOutcome.Answered;
import dev.mainspring.activities.model.ModelOutcome.Failed;
import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.activities.model.ModelOutcome.Interrupted;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What every dialect does alike, each with its own provider's recorded words. */
class DialectContractTest {

    private static final String HELLO = "Hello, wörld 🌍";

    private final MockWebServer server = new MockWebServer();
    private final RecordingListener listener = new RecordingListener();
    private final Cancellation cancellation = new Cancellation();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private volatile long interruptedNanos;
    private Duration silenceLimit = Duration.ofMinutes(10);

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        letGo.countDown();
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void textArrivesInPiecesAndAsAWhole(Wire wire) {
        stream(wire.stream("answer"));
        Answered answer = answered(call(wire));
        assertThat(answer.finish()).isEqualTo(Finish.END);
        assertThat(text(answer.parts())).isEqualTo(HELLO);
        assertThat(answer.usage()).isEqualTo(new Usage(120, 12, 100, 0));
        assertThat(listener.deltas()).hasSize(3);
        assertThat(listener.heard(0)).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @EnumSource
    void reasoningTextAndParallelCallsKeepTheirOrder(Wire wire) {
        stream(wire.stream("tools"));
        Answered answer = answered(call(wire));
        assertThat(answer.finish()).isEqualTo(Finish.TOOL_CALLS);
        Part.Reasoning thought = (Part.Reasoning) answer.parts().getFirst();
        assertThat(thought.text()).isEqualTo("I should look.");
        assertThat(thought.durationMs()).isNotNegative();
        assertThat(text(answer.parts())).isEqualTo("Looking.");
        assertThat(calls(answer.parts()))
                .extracting(call -> call.input().toString())
                .containsExactly("{\"command\":\"ls\"}", "{\"command\":\"pwd\"}");
        assertThat(calls(answer.parts())).extracting(Part.ToolCall::id).doesNotHaveDuplicates();
        assertThat(answer.usage()).isEqualTo(new Usage(120, 57, 100, 30));
        for (int i = 0; i < answer.parts().size(); i++) {
            String whole =
                    switch (answer.parts().get(i)) {
                        case Part.Text text -> text.text();
                        case Part.Reasoning reasoning -> reasoning.text();
                        case Part.ToolCall call -> call.name() + ":";
                        default -> "";
                    };
            assertThat(listener.heard(i)).startsWith(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHalfToolCallIsKeptAsText(Wire wire) {
        assumeTrue(wire != Wire.GEMINI, "Gemini sends calls whole");
        stream(wire.stream("half_call"));
        Answered answer = answered(call(wire));
        assertThat(calls(answer.parts()).getFirst().input().stringValue())
                .isEqualTo("{\"command\": \"l");
    }

    @ParameterizedTest
    @EnumSource
    void unknownEventsArePassedOver(Wire wire) {
        stream(wire.stream("unknown"));
        assertThat(text(answered(call(wire)).parts())).isEqualTo("Still here.");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyAnswerIsAFailureThatMayPass(Wire wire) {
        stream(wire.stream("empty"));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(failed.retryable()).isTrue();
        assertThat(failed.message()).contains("empty");
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsTooLongSaysSo(Wire wire) {
        stream(wire.stream("length"));
        Answered answer = answered(call(wire));
        assertThat(answer.finish()).isEqualTo(Finish.LENGTH);
        assertThat(text(answer.parts())).isEqualTo("Once upon");
    }

    @ParameterizedTest
    @EnumSource
    void aFilterEndsTheTurn(Wire wire) {
        stream(wire.stream("filtered"));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.CONTENT_FILTER);
        assertThat(failed.retryable()).isFalse();
        assertThat(text(failed.partial())).isEqualTo("Well");
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInTheStreamKeepsWhatCame(Wire wire) {
        stream(wire.stream("error"));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(failed.retryable()).isTrue();
        assertThat(text(failed.partial())).isEqualTo("Hel");
    }

    @ParameterizedTest
    @EnumSource
    void carriageReturnsAreLineEnds(Wire wire) {
        stream(wire.stream("answer").replace("\n", "\r\n"));
        assertThat(text(answered(call(wire)).parts())).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @EnumSource
    void dataOfSeveralLinesIsOneEvent(Wire wire) {
        stream(pretty(wire.stream("tools")));
        assertThat(calls(answered(call(wire)).parts())).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatJustEndsIsCut(Wire wire) {
        stream(untilSecondText(wire));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(failed.retryable()).isTrue();
        assertThat(text(failed.partial())).isEqualTo("Hello, wör");
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksIsCut(Wire wire) {
        String body = untilSecondText(wire);
        respond(response ->
                response.body(body + "x".repeat(100_000))
                        .onResponseBody(new SocketEffect.CloseSocket()));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(failed.retryable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aCutLeavesHalfACallOut(Wire wire) {
        assumeTrue(wire != Wire.GEMINI, "Gemini sends calls whole");
        String tools = wire.stream("tools");
        stream(tools.substring(0, tools.indexOf("\\\"ls")).replaceAll("\n[^\n]*$", "\n\n"));
        Failed failed = failed(call(wire));
        assertThat(text(failed.partial())).isEqualTo("Looking.");
        assertThat(calls(failed.partial())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void brokenJsonIsAFailureThatMayPass(Wire wire) {
        stream(untilSecondText(wire) + "data: {\"type\": \"content_bl\n\n");
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(failed.retryable()).isTrue();
        assertThat(failed.message()).contains("broken JSON");
        assertThat(text(failed.partial())).isEqualTo("Hello, wör");
    }

    @ParameterizedTest
    @EnumSource
    void aStreamThatFallsSilentFailsAtTheModelsLimit(Wire wire) {
        silenceLimit = Duration.ofMillis(200);
        stall(untilSecondText(wire));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.STREAM_SILENCE);
        assertThat(failed.retryable()).isTrue();
        assertThat(text(failed.partial())).isEqualTo("Hello, wör");
    }

    @ParameterizedTest
    @EnumSource
    void aSilentServerFailsAtTheModelsLimit(Wire wire) {
        silenceLimit = Duration.ofMillis(200);
        respond(response -> response.headersDelay(20, TimeUnit.SECONDS));
        assertThat(failed(call(wire)).kind()).isEqualTo(ErrorKind.STREAM_SILENCE);
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptReturnsWhatCameAtOnce(Wire wire) throws Exception {
        stall(untilSecondText(wire));
        CompletableFuture<ModelOutcome> outcome =
                CompletableFuture.supplyAsync(() -> call(wire, this::interruptAtTheSecondPiece));
        Interrupted interrupted = (Interrupted) outcome.get(5, TimeUnit.SECONDS);
        assertThat(System.nanoTime() - interruptedNanos)
                .isLessThan(Duration.ofMillis(500).toNanos());
        assertThat(text(interrupted.partial())).isEqualTo("Hello, wör");
    }

    @ParameterizedTest
    @EnumSource
    void aCallInterruptedBeforeItBeginsAsksNobody(Wire wire) {
        cancellation.interrupt();
        assertThat(((Interrupted) call(wire)).partial()).isEmpty();
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatBreaksAfterTheEndSpoilsNothing(Wire wire) {
        String whole = wire.stream("answer");
        stall(
                switch (wire) {
                    case ANTHROPIC -> whole.substring(0, whole.indexOf("event: message_stop"));
                    case RESPONSES -> whole;
                    case CHAT -> whole.replace("data: [DONE]\n\n", "");
                    case GEMINI -> whole;
                });
        silenceLimit = Duration.ofMillis(300);
        assertThat(text(answered(call(wire)).parts())).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @EnumSource
    void aDetachedCallReturnsNothing(Wire wire) {
        stall(untilSecondText(wire));
        CompletableFuture<ModelOutcome> outcome =
                CompletableFuture.supplyAsync(() -> call(wire, _ -> cancellation.detach()));
        assertThatThrownBy(() -> outcome.get(5, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DetachedException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whatAListenerThrowsIsNotTheProvidersFault(Wire wire) {
        stream(wire.stream("answer"));
        assertThatThrownBy(() ->
                        call(
                                wire,
                                _ -> {
                                    throw new IllegalStateException("the listener's");
                                }))
                .hasMessage("the listener's");
    }

    @ParameterizedTest
    @CsvSource({
        "400, CONFIG, false",
        "402, BUDGET, false",
        "403, AUTH, false",
        "404, CONFIG, false",
        "408, TIMEOUT, true",
        "413, CONTEXT_OVERFLOW, false",
        "429, RATE_LIMIT, true",
        "500, OVERLOADED, true",
        "502, OVERLOADED, true",
        "503, OVERLOADED, true",
        "504, TIMEOUT, true",
        "529, OVERLOADED, true"
    })
    void aStatusTellsTheKind(int status, ErrorKind kind, boolean retryable) {
        for (Wire wire : Wire.values()) {
            respond(response -> response.code(status).body("<html>no JSON</html>"));
            Failed failed = failed(call(wire));
            assertThat(failed.kind()).isEqualTo(kind);
            assertThat(failed.retryable()).isEqualTo(retryable);
            assertThat(failed.message()).contains("HTTP " + status);
        }
        assertThat(server.getRequestCount()).isEqualTo(Wire.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void anOverflowIsKnownByTheProvidersWords(Wire wire) {
        respond(response -> response.code(400).body(wire.overflowBody()));
        assertThat(failed(call(wire)).kind()).isEqualTo(ErrorKind.CONTEXT_OVERFLOW);
    }

    @ParameterizedTest
    @EnumSource
    void aWrongKeyIsNamedWithoutTheKey(Wire wire) {
        int status = wire == Wire.GEMINI ? 400 : 401;
        respond(response -> response.code(status).body(wire.keyBody()));
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.AUTH);
        assertThat(failed.message()).contains("[key]").doesNotContain(Wire.KEY);
    }

    @ParameterizedTest
    @EnumSource
    void aLongRefusalIsCut(Wire wire) {
        respond(response -> response.code(400).body("x".repeat(10_000)));
        assertThat(failed(call(wire)).message()).hasSizeLessThan(520);
    }

    @ParameterizedTest
    @EnumSource
    void retryAfterIsReadInSecondsAndAsADate(Wire wire) {
        respond(response -> response.code(429).setHeader("Retry-After", "7"));
        assertThat(failed(call(wire)).retryAfter()).isEqualTo(Duration.ofSeconds(7));

        ZonedDateTime then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(30);
        respond(response ->
                response.code(529)
                        .setHeader(
                                "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then)));
        assertThat(failed(call(wire)).retryAfter())
                .isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsNotRepeatedByTheClientItself(Wire wire) {
        respond(response -> response.code(503).setHeader("Retry-After", "0"));
        respond(response -> response.body("never asked for"));
        assertThat(failed(call(wire)).kind()).isEqualTo(ErrorKind.OVERLOADED);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aRedirectIsNotFollowedWithTheKey(Wire wire) {
        respond(response -> response.code(307).setHeader("Location", "/elsewhere"));
        assertThat(failed(call(wire)).kind()).isEqualTo(ErrorKind.CONFIG);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aWebPageIsNoAnswer(Wire wire) {
        server.enqueue(
                new MockResponse.Builder()
                        .setHeader("Content-Type", "text/html")
                        .body("<html>Sign in</html>")
                        .build());
        Failed failed = failed(call(wire));
        assertThat(failed.kind()).isEqualTo(ErrorKind.CONFIG);
        assertThat(failed.message()).contains("base URL");
    }

    @ParameterizedTest
    @EnumSource
    void anAddressWhereNobodyListensMayPass(Wire wire) {
        String url = url();
        server.close();
        Failed failed =
                failed(client(wire, url).call(talk(wire).request(), listener, cancellation));
        assertThat(failed.kind()).isEqualTo(ErrorKind.TIMEOUT);
        assertThat(failed.retryable()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheProviderMustGetBackGoesBackUnchanged(Wire wire) throws InterruptedException {
        stream(wire.stream("tools"));
        stream(wire.stream("answer"));
        Talk talk = talk(wire);
        HttpModelClient client = client(wire, url());
        Answered first = answered(client.call(talk.request(), listener, cancellation));
        // As it comes back from the database.
        List<Part> stored =
                first.parts().stream()
                        .map(part ->
                                Json.MAPPER.readValue(
                                        Json.MAPPER.writeValueAsString(part), Part.class))
                        .toList();
        talk.assistant(stored).results("{\"exit_code\":0}");
        answered(client.call(talk.request(), new RecordingListener(), cancellation));
        server.takeRequest();
        String sent = server.takeRequest().getBody().utf8();
        assertThat(Json.MAPPER.readTree(sent))
                .isEqualTo(Json.MAPPER.readTree(ids(wire.resource("round_trip.json"), stored)));
    }

    private void interruptAtTheSecondPiece(ModelDelta delta) {
        listener.onDelta(delta);
        if (listener.deltas().size() == 2) {
            interruptedNanos = System.nanoTime();
            cancellation.interrupt();
        }
    }

    private ModelOutcome call(Wire wire) {
        return call(wire, listener);
    }

    private ModelOutcome call(Wire wire, ModelListener hears) {
        return client(wire, url()).call(talk(wire).request(), hears, cancellation);
    }

    private static Talk talk(Wire wire) {
        return new Talk(wire.ref()).user("What is here?");
    }

    private HttpModelClient client(Wire wire, String url) {
        ModelConfig model = new ModelConfig(wire.model(), "M", 200_000, 8_000, true, silenceLimit);
        return new HttpModelClient(
                new ModelCatalog(List.of(wire.provider(url, model)), null), List.of());
    }

    private String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    private void stream(String body) {
        respond(response -> response.body(body));
    }

    /** Sends this much and then nothing, with the connection open. */
    private void stall(String body) {
        respond(response ->
                response.body(new StallingBody(body, letGo)).removeHeader("Content-Length"));
    }

    private void respond(Consumer<MockResponse.Builder> change) {
        MockResponse.Builder builder =
                new MockResponse.Builder().setHeader("Content-Type", "text/event-stream");
        change.accept(builder);
        server.enqueue(builder.build());
    }

    /** The events up to the one that ends in "wör". */
    private static String untilSecondText(Wire wire) {
        String whole = wire.stream("answer");
        return whole.substring(0, whole.indexOf("\n\n", whole.indexOf("wör")) + 2);
    }

    private static String pretty(String stream) {
        return stream.lines()
                .map(line ->
                        line.startsWith("data: {")
                                ? Json.MAPPER
                                        .readTree(line.substring(6))
                                        .toPrettyString()
                                        .replaceAll("(?m)^", "data: ")
                                : line)
                .reduce("", (all, line) -> all + line + "\n");
    }

    /** Our own ids stand in for those a provider does not give. */
    private static String ids(String json, List<Part> parts) {
        String filled = json;
        List<Part.ToolCall> calls = calls(parts);
        for (int i = 0; i < calls.size(); i++) {
            filled = filled.replace("$call" + i, calls.get(i).id().toString());
        }
        return filled;
    }

    private static Answered answered(ModelOutcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) outcome;
    }

    private static Failed failed(ModelOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return (Failed) outcome;
    }

    private static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text said) {
                text.append(said.text());
            }
        }
        return text.toString();
    }

    private static List<Part.ToolCall> calls(List<Part> parts) {
        return parts.stream()
                .filter(Part.ToolCall.class::isInstance)
                .map(Part.ToolCall.class::cast)
                .toList();
    }
}
