package dev.mainspring.activities.model.scripted;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.model.DialectKind;
import dev.mainspring.activities.model.ModelCatalog;
import dev.mainspring.activities.model.ModelConfig;
import dev.mainspring.activities.model.ProductWords;
import dev.mainspring.activities.model.ProviderConfig;
import dev.mainspring.conversation.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ByteString;
import okio.Okio;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The provider {@code scripted}: answers the requests for its host from conversation files, and
 * lets all others pass to the network.
 */
public final class ScriptedProvider implements Interceptor {

    /** Reserved by RFC 2606 never to exist, so that no request can leave by mistake. */
    private static final String HOST = "scripted.invalid";

    private static final int OUTPUT_TOKENS = 64_000;
    private static final MediaType STREAM = MediaType.get("text/event-stream");
    private static final MediaType JSON = MediaType.get("application/json");

    /** For requests that are to fail so many times; older ones are forgotten. */
    private static final int COUNTED_REQUESTS = 1000;

    private final ScriptFiles files;
    private final Map<ByteString, Integer> failures =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<ByteString, Integer> eldest) {
                    return size() > COUNTED_REQUESTS;
                }
            };

    /**
     * @param folders where conversation files lie, beside the shipped ones; the first that has a
     *     name wins
     */
    public ScriptedProvider(List<Path> folders) {
        this.files = new ScriptFiles(folders);
    }

    /** Describes the provider to the catalog, with the files that are there now. */
    public ProviderConfig config() {
        return new ProviderConfig(
                ModelCatalog.SCRIPTED,
                DialectKind.ANTHROPIC_MESSAGES,
                null,
                "http://" + HOST,
                files.names().stream().map(this::model).toList(),
                ModelConfig.DEFAULT_SILENCE_LIMIT,
                files::has);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        if (!request.url().host().equals(HOST)) {
            return chain.proceed(request);
        }
        Buffer sent = new Buffer();
        if (request.body() != null) {
            request.body().writeTo(sent);
        }
        ByteString body = sent.readByteString();
        JsonNode json = Json.MAPPER.readTree(body.utf8());
        String name = json.path("model").asString("");
        try {
            Optional<Script> script = files.find(name);
            if (script.isEmpty()) {
                // It was there when the catalog looked.
                return refuse(request, 404, "not_found_error", "no conversation file " + name);
            }
            Prompt prompt = new Prompt(json.path("system"), json.path("messages"), told(request));
            return respond(
                    chain,
                    new Performance(name, script.get(), prompt, body.size(), isToFail(body)));
        } catch (JacksonException | IllegalArgumentException | UncheckedIOException e) {
            return refuse(request, 400, "invalid_request_error", name + ": " + e.getMessage());
        }
    }

    private Response respond(Chain chain, Performance performance) {
        Optional<ScriptedFailure> refusal = performance.refusal();
        if (refusal.isPresent()) {
            ScriptedFailure failure = refusal.get();
            Response response =
                    refuse(chain.request(), failure.status(), failure.type(), failure.message());
            long millis = performance.retryAfter().toMillis();
            return millis == 0
                    ? response
                    : response.newBuilder().header("retry-after-ms", Long.toString(millis)).build();
        }
        Cancellation cancellation = chain.request().tag(Cancellation.class);
        PacedSource source =
                new PacedSource(
                        performance.frames().iterator(),
                        chain.call(),
                        Duration.ofMillis(chain.readTimeoutMillis()),
                        cancellation == null ? new Cancellation() : cancellation);
        return response(chain.request(), 200, ResponseBody.create(Okio.buffer(source), STREAM, -1));
    }

    private static ProductWords told(Request request) {
        ProductWords told = request.tag(ProductWords.class);
        return told == null ? ProductWords.NONE : told;
    }

    /**
     * Tells whether a request that is to fail so many times is to fail once more, and counts it.
     */
    private Performance.FailureCount isToFail(ByteString body) {
        return times -> {
            synchronized (failures) {
                int before = failures.getOrDefault(body.sha256(), 0);
                failures.put(body.sha256(), before + 1);
                return before < times;
            }
        };
    }

    private ModelConfig model(String name) {
        try {
            Script script = files.find(name).orElseThrow();
            return new ModelConfig(
                    name,
                    script.title() == null ? name : script.title(),
                    script.limit(),
                    OUTPUT_TOKENS,
                    !Boolean.FALSE.equals(script.vision()),
                    script.silenceLimit() == null
                            ? ModelConfig.DEFAULT_SILENCE_LIMIT
                            : Times.of(script.silenceLimit()));
        } catch (JacksonException | IllegalArgumentException | UncheckedIOException e) {
            throw new IllegalArgumentException(
                    "conversation file '" + name + "' is wrong: " + e.getMessage(), e);
        }
    }

    private static Response refuse(Request request, int status, String type, String message) {
        var error =
                Json.MAPPER.valueToTree(
                        Map.of("type", "error", "error", Map.of("type", type, "message", message)));
        return response(request, status, ResponseBody.create(error.toString(), JSON));
    }

    private static Response response(Request request, int status, ResponseBody body) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(status)
                .message("scripted")
                .header("content-type", String.valueOf(body.contentType()))
                .body(body)
                .build();
    }
}
