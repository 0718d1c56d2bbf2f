package dev.mainspring.activities.model;

import dev.mainspring.activities.Cancellation;
import dev.mainspring.activities.DetachedException;
import dev.mainspring.activities.net.OneShotBody;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Json;
import dev.mainspring.conversation.Usage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSources;

/** Calls models over HTTP: the one place with connections, time limits and cancellation. */
public final class HttpModelClient implements ModelClient {

    /** An address that does not answer in this time is down. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(15);

    /** For one write of a large context to a slow peer. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(60);

    /** Finds a lost peer of an HTTP/2 connection; the silence limit is for a peer that is there. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(20);

    /** An error's body is read no further. */
    private static final long ERROR_BODY_BYTES = 64 * 1024;

    private final ModelCatalog catalog;
    private final OkHttpClient http;

    /**
     * @param inProcess answer requests before they reach the network, as the scripted provider does
     */
    public HttpModelClient(ModelCatalog catalog, List<Interceptor> inProcess) {
        this.catalog = catalog;
        OkHttpClient.Builder builder =
                new OkHttpClient.Builder()
                        .socketFactory(new PromptSockets())
                        .connectTimeout(CONNECT_TIMEOUT)
                        .writeTimeout(WRITE_TIMEOUT)
                        .readTimeout(Duration.ZERO)
                        .callTimeout(Duration.ZERO)
                        .pingInterval(PING_INTERVAL)
                        // A redirect would take the key to another host.
                        .followRedirects(false)
                        .followSslRedirects(false)
                        .addNetworkInterceptor(HttpModelClient::withoutOwnRetry);
        inProcess.forEach(builder::addInterceptor);
        this.http = builder.build();
    }

    @Override
    public ModelOutcome call(
            ModelRequest request, ModelListener listener, Cancellation cancellation) {
        Optional<Route> route = catalog.route(request.model());
        if (route.isEmpty()) {
            return failed(
                    ProviderError.lasting(
                            ErrorKind.CONFIG,
                            "model '%s': %s"
                                    .formatted(request.model(), catalog.missing(request.model()))));
        }
        return call(request, route.get(), listener, cancellation);
    }

    private ModelOutcome call(
            ModelRequest request, Route route, ModelListener listener, Cancellation cancellation) {
        Dialect dialect = dialect(route.provider().dialect());
        AnswerDraft draft = new AnswerDraft(route.origin(), listener);
        EventStream stream = new EventStream(dialect.reader(draft), draft);
        Call call =
                http.newBuilder()
                        .readTimeout(route.model().silenceLimit())
                        .build()
                        .newCall(
                                http(
                                        request,
                                        dialect.request(request, route),
                                        route,
                                        cancellation));
        cancellation.onEnd(call::cancel);
        try (Response response = call.execute()) {
            if (!response.isSuccessful()) {
                return safe(refused(response), route);
            }
            EventSources.processResponse(response, stream);
            stream.rethrowBug();
        } catch (IOException e) {
            stream.broke(e);
        }
        return ended(draft, stream, route, cancellation);
    }

    private static ModelOutcome ended(
            AnswerDraft draft, EventStream stream, Route route, Cancellation cancellation) {
        if (draft.isClosed()) {
            return safe(draft.outcome(), route);
        }
        switch (cancellation.state()) {
            case INTERRUPTED -> {
                return new ModelOutcome.Interrupted(draft.partial(), draft.usage());
            }
            case DETACHED -> throw new DetachedException("a call of " + route.model().name());
            case RUNNING -> {}
        }
        Optional<IOException> failure = stream.failure();
        ModelOutcome outcome =
                failure.isEmpty() || draft.isFinished()
                        ? draft.outcome()
                        : draft.failed(lost(failure.get(), route));
        return safe(outcome, route);
    }

    private static ProviderError lost(IOException e, Route route) {
        String where = route.provider().slug();
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof SocketTimeoutException
                && !what.toLowerCase(Locale.ROOT).contains("connect")) {
            return ProviderError.retryable(
                    ErrorKind.STREAM_SILENCE,
                    where + " sent nothing for " + words(route.model().silenceLimit()));
        }
        if (e instanceof SSLHandshakeException || e instanceof SSLPeerUnverifiedException) {
            return ProviderError.lasting(
                    ErrorKind.CONFIG, "No secure connection to " + where + ": " + what);
        }
        return ProviderError.retryable(
                ErrorKind.TIMEOUT, "The connection to " + where + " failed: " + what);
    }

    private static String words(Duration limit) {
        return limit.toSeconds() >= 1 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    private static ModelOutcome refused(Response response) throws IOException {
        String body = response.peekBody(ERROR_BODY_BYTES).string();
        return failed(
                ProviderErrors.ofResponse(
                        response.code(),
                        RetryAfter.inHeaders(response.headers(), Instant.now()),
                        body));
    }

    private static ModelOutcome safe(ModelOutcome outcome, Route route) {
        if (!(outcome instanceof ModelOutcome.Failed failed)) {
            return outcome;
        }
        return new ModelOutcome.Failed(
                failed.kind(),
                failed.retryable(),
                failed.retryAfter(),
                ProviderErrors.safe(failed.message(), route.provider().key()),
                failed.partial(),
                failed.usage());
    }

    private static ModelOutcome failed(ProviderError error) {
        return new ModelOutcome.Failed(
                error.kind(),
                error.retryable(),
                error.retryAfter(),
                error.message(),
                List.of(),
                Usage.NONE);
    }

    private static Request http(
            ModelRequest request, WireRequest wire, Route route, Cancellation cancellation) {
        Request.Builder builder =
                new Request.Builder()
                        .url(route.provider().baseUrl() + wire.path())
                        .header("accept", "text/event-stream")
                        // A compressed stream may wait for its block to fill.
                        .header("accept-encoding", "identity")
                        .header("user-agent", "mainspring")
                        .tag(Cancellation.class, cancellation)
                        .tag(ProductWords.class, ProductWords.of(request))
                        .post(new OneShotBody(Json.MAPPER.writeValueAsBytes(wire.body())));
        wire.headers().forEach(builder::header);
        return builder.build();
    }

    /** OkHttp repeats a request by itself after a 503 that says "Retry-After: 0"; we do not. */
    private static Response withoutOwnRetry(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.code() != 503 || !"0".equals(response.header("retry-after"))) {
            return response;
        }
        return response.newBuilder().removeHeader("retry-after").build();
    }

    private static Dialect dialect(DialectKind kind) {
        return switch (kind) {
            case ANTHROPIC_MESSAGES -> new AnthropicDialect();
            case OPENAI_RESPONSES -> new ResponsesDialect();
            case OPENAI_CHAT_COMPLETIONS -> new ChatCompletionsDialect();
            case GEMINI -> new GeminiDialect();
        };
    }
}
