package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.store.LiveFeed.News;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The listeners of one chat and what is being written in it. Guarded by {@link LiveFeed}'s map. */
final class ChatChannel {

    private final List<Consumer<News>> listeners = new ArrayList<>();
    private final Map<ToolCallId, LiveOutput> outputs = new LinkedHashMap<>();
    private @Nullable LiveMessage message;

    List<ChatEvent> attach(Consumer<News> listener) {
        listeners.add(listener);
        List<ChatEvent> soFar = new ArrayList<>();
        if (message != null) {
            soFar.add(message.soFar());
        }
        outputs.forEach((call, output) -> soFar.add(output.soFar(call)));
        return soFar;
    }

    /** Whether the channel is of no more use. */
    boolean detach(Consumer<News> listener) {
        listeners.remove(listener);
        return unused();
    }

    void live(ChatEvent event) {
        switch (event) {
            case ChatEvent.MessagePartial partial -> message = new LiveMessage(partial);
            case ChatEvent.MessageDelta delta -> {
                if (message != null) {
                    message.add(delta);
                }
            }
            case ChatEvent.ToolCallOutput output ->
                    outputs.computeIfAbsent(output.toolCallId(), id -> new LiveOutput())
                            .add(output);
            default -> throw new IllegalArgumentException(event.type() + " is no live event");
        }
        tell(new News.Live(event));
    }

    /** Drops what is durable now; whether the channel is of no more use. */
    boolean committed(List<ChatEvent> events, News.Advanced news) {
        for (ChatEvent event : events) {
            switch (event) {
                case ChatEvent.MessageCommitted committed -> {
                    if (message != null && message.replacedBy(committed.message())) {
                        message = null;
                    }
                }
                case ChatEvent.StepRestarted _, ChatEvent.BranchSelected _ -> message = null;
                case ChatEvent.StatusChanged changed -> {
                    if (changed.status().atRest()) {
                        message = null;
                        outputs.clear();
                    }
                }
                case ChatEvent.ToolCallFinished finished -> outputs.remove(finished.toolCallId());
                default -> {}
            }
        }
        tell(news);
        return unused();
    }

    private boolean unused() {
        return listeners.isEmpty() && message == null && outputs.isEmpty();
    }

    private void tell(News news) {
        listeners.forEach(listener -> listener.accept(news));
    }
}
