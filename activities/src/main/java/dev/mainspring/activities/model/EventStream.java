package dev.mainspring.activities.model;

import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Json;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Hands the events of a stream to a dialect's reader, and stops the stream after the last one. */
final class EventStream extends EventSourceListener {

    /** How OpenAI's Chat Completions end, in place of JSON. */
    private static final String DONE = "[DONE]";

    private static final int SHOWN_CHARS = 120;

    private final AnswerReader reader;
    private final AnswerDraft draft;
    private @Nullable IOException failure;
    private @Nullable RuntimeException bug;

    EventStream(AnswerReader reader, AnswerDraft draft) {
        this.reader = reader;
        this.draft = draft;
    }

    @Override
    public void onEvent(
            EventSource source, @Nullable String id, @Nullable String type, String data) {
        if (draft.isClosed() || data.isBlank()) {
            return;
        }
        if (data.strip().equals(DONE)) {
            draft.close();
        } else {
            read(data);
        }
        if (draft.isClosed()) {
            source.cancel();
        }
    }

    @Override
    public void onFailure(
            EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
        switch (thrown) {
            case IOException e -> broke(e);
            case IllegalStateException e when response != null && isNoStream(response) ->
                    draft.fail(
                            ProviderError.lasting(
                                    ErrorKind.CONFIG,
                                    "The provider's answer is no event stream; is the base URL"
                                            + " right?"));
            case RuntimeException e -> bug = e;
            case null -> failure = new IOException("the stream broke");
            default -> failure = new IOException(thrown);
        }
    }

    /** The connection failed. */
    void broke(IOException e) {
        failure = e;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** What a listener or reader threw is no failure of the provider. */
    void rethrowBug() {
        if (bug != null) {
            throw bug;
        }
    }

    private void read(String data) {
        JsonNode event;
        try {
            event = Json.MAPPER.readTree(data);
        } catch (JacksonException e) {
            String shown = data.length() <= SHOWN_CHARS ? data : data.substring(0, SHOWN_CHARS);
            draft.fail(
                    ProviderError.retryable(
                            ErrorKind.TIMEOUT, "The provider sent broken JSON: " + shown));
            return;
        }
        reader.read(event);
    }

    private static boolean isNoStream(Response response) {
        String type = response.header("content-type");
        return type == null || !type.startsWith("text/event-stream");
    }
}
