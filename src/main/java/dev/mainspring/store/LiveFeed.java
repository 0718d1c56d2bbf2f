package dev.mainspring.store;

import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * The news of this JVM: what was committed, and what a model or a command writes at this moment.
 * Listeners run on the teller's thread, so they must be quick and not throw: they put the news into
 * a queue of their own.
 */
@Component
public class LiveFeed {

    /** News of one chat. */
    public sealed interface News {

        /**
         * Durable events up to this seq can be read.
         *
         * @param status the chat's, as of then
         */
        record Advanced(long seq, ChatStatus status) implements News {}

        /** An event that is never stored. */
        record Live(ChatEvent event) implements News {}
    }

    /** A chat of a person changed in what a list shows of it. */
    public record ChatChanged(UserId owner, ChatId chat) {}

    /** A person stops a chat's turn. */
    public record InterruptRequested(ChatId chat, UUID interruptId) {}

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** What a new listener must first hear, and its subscription. */
    public record Attached(List<ChatEvent> soFar, Subscription subscription) {}

    private final ConcurrentHashMap<ChatId, ChatChannel> channels = new ConcurrentHashMap<>();
    private final List<Consumer<ChatChanged>> lists = new CopyOnWriteArrayList<>();
    private final List<Consumer<InterruptRequested>> interrupts = new CopyOnWriteArrayList<>();
    private final List<Consumer<OutboxEntry>> outbox = new CopyOnWriteArrayList<>();

    /**
     * Listens to a chat. What is being written at this moment comes back as it stands; nothing that
     * is written later is missing from the news, and nothing of it comes twice.
     */
    public Attached attach(ChatId chat, Consumer<News> listener) {
        List<ChatEvent> soFar = new ArrayList<>();
        channels.compute(
                chat,
                (id, known) -> {
                    ChatChannel channel = known == null ? new ChatChannel() : known;
                    soFar.addAll(channel.attach(listener));
                    return channel;
                });
        return new Attached(soFar, () -> detach(chat, listener));
    }

    private void detach(ChatId chat, Consumer<News> listener) {
        channels.computeIfPresent(chat, (id, channel) -> channel.detach(listener) ? null : channel);
    }

    public Subscription onChatChanged(Consumer<ChatChanged> listener) {
        lists.add(listener);
        return () -> lists.remove(listener);
    }

    public Subscription onInterrupt(Consumer<InterruptRequested> listener) {
        interrupts.add(listener);
        return () -> interrupts.remove(listener);
    }

    public Subscription onOutbox(Consumer<OutboxEntry> listener) {
        outbox.add(listener);
        return () -> outbox.remove(listener);
    }

    /** Tells what a model or a command writes right now. */
    public void live(ChatId chat, ChatEvent event) {
        channels.compute(
                chat,
                (id, known) -> {
                    ChatChannel channel = known == null ? new ChatChannel() : known;
                    channel.live(event);
                    return channel;
                });
    }

    void committed(ChatTx tx) {
        ChatRow chat = tx.chat();
        if (!tx.events().isEmpty()) {
            channels.computeIfPresent(
                    chat.id(),
                    (id, channel) -> {
                        News.Advanced news = new News.Advanced(tx.lastSeq(), tx.status());
                        return channel.committed(tx.events(), news) ? null : channel;
                    });
        }
        if (tx.changesList()) {
            changed(chat.ownerId(), chat.id());
        }
        tx.interrupts()
                .forEach(id ->
                        interrupts.forEach(it -> it.accept(new InterruptRequested(chat.id(), id))));
        tx.outboxEntries().forEach(this::outbox);
    }

    void changed(UserId owner, ChatId chat) {
        lists.forEach(it -> it.accept(new ChatChanged(owner, chat)));
    }

    void outbox(OutboxEntry entry) {
        outbox.forEach(it -> it.accept(entry));
    }
}
