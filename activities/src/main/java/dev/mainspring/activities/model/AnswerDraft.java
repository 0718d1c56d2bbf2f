package dev.mainspring.activities.model;

import dev.mainspring.activities.model.ModelOutcome.Finish;
import dev.mainspring.conversation.ErrorKind;
import dev.mainspring.conversation.Part;
import dev.mainspring.conversation.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer while it arrives. A dialect opens a part when the first of it comes, so that no part is
 * empty and the indices the listener hears stay those of the message.
 */
final class AnswerDraft {

    private final String origin;
    private final ModelListener listener;
    private final List<PartDraft> drafts = new ArrayList<>();
    private final Map<String, Part.Source> sources = new LinkedHashMap<>();
    private Usage usage = Usage.NONE;
    private @Nullable Finish finish;
    private @Nullable ProviderError error;
    private boolean closed;

    AnswerDraft(String origin, ModelListener listener) {
        this.origin = origin;
        this.listener = listener;
    }

    PartDraft openText() {
        return open(PartDraft.Kind.TEXT, "", "");
    }

    PartDraft openReasoning() {
        return open(PartDraft.Kind.REASONING, "", "");
    }

    PartDraft openCall(String providerId, String name) {
        return open(PartDraft.Kind.TOOL_CALL, providerId, name);
    }

    /** The part that came last, if it is of this kind. */
    @Nullable PartDraft last(PartDraft.Kind kind) {
        PartDraft last = drafts.isEmpty() ? null : drafts.getLast();
        return last != null && last.kind() == kind ? last : null;
    }

    /** Notes what the answer cites; it stands below the text, once. */
    void source(String url, String title) {
        if (!url.isBlank()) {
            sources.putIfAbsent(url, new Part.Source(url, title.isBlank() ? url : title));
        }
    }

    Usage usage() {
        return usage;
    }

    void usage(Usage counted) {
        usage = counted;
    }

    /** The provider said why it stopped; more events may follow. */
    void finish(Finish why) {
        finish = why;
    }

    /** The provider gave up; nothing more is read. */
    void fail(ProviderError why) {
        error = why;
        closed = true;
    }

    /** The last event was read; nothing more is awaited. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether the provider said why it stopped: what may still come says nothing of the answer. */
    boolean isFinished() {
        return finish != null;
    }

    /** What there is of a broken answer. */
    List<Part> partial() {
        return parts(drafts.stream().filter(PartDraft::survivesACut));
    }

    private List<Part> parts(Stream<PartDraft> of) {
        return Stream.concat(of.map(d -> d.part(origin)), sources.values().stream()).toList();
    }

    /** How a stream ended that was read to its end without an error of the connection. */
    ModelOutcome outcome() {
        if (error != null) {
            return failed(error);
        }
        if (finish == null) {
            return failed(
                    ProviderError.retryable(
                            ErrorKind.TIMEOUT, "The provider's stream ended in the middle"));
        }
        if (drafts.isEmpty() && finish != Finish.LENGTH) {
            return failed(
                    ProviderError.retryable(
                            ErrorKind.INTERNAL, "The model returned an empty answer"));
        }
        return new ModelOutcome.Answered(parts(drafts.stream()), stopped(finish), usage);
    }

    ModelOutcome failed(ProviderError why) {
        return new ModelOutcome.Failed(
                why.kind(), why.retryable(), why.retryAfter(), why.message(), partial(), usage);
    }

    /** Some servers say "stop" after a tool call. */
    private Finish stopped(Finish said) {
        boolean calls = drafts.stream().anyMatch(d -> d.kind() == PartDraft.Kind.TOOL_CALL);
        if (said == Finish.LENGTH) {
            return said;
        }
        return calls ? Finish.TOOL_CALLS : Finish.END;
    }

    private PartDraft open(PartDraft.Kind kind, String providerId, String name) {
        PartDraft draft = new PartDraft(kind, drafts.size(), providerId, name, listener);
        drafts.add(draft);
        return draft;
    }
}
