package dev.mainspring.ui.chat;

import com.vaadin.flow.component.UI;
import dev.mainspring.chat.ChatStreams;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.LiveFeed;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Has an open page look again when one of its chat's sub-agents changed. */
final class AgentsFeed implements AutoCloseable {

    /** Changes are shown this much later, many at once. */
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(250, TimeUnit.MILLISECONDS);

    private final UI ui;
    private final Runnable look;
    private final AtomicBoolean due = new AtomicBoolean();
    private final LiveFeed.Subscription news;
    private volatile Set<ChatId> watched = Set.of();

    /**
     * Begins to listen.
     *
     * @param look runs with the page's lock
     */
    AgentsFeed(ChatStreams streams, UserId user, UI ui, Runnable look) {
        this.ui = ui;
        this.look = look;
        this.news = streams.followList(user, this::changed);
    }

    /** Names the sub-agents whose changes count. */
    void watch(Set<ChatId> agents) {
        watched = Set.copyOf(agents);
    }

    /** Runs on the thread that tells the news. */
    private void changed(ChatId chat) {
        if (watched.contains(chat) && due.compareAndSet(false, true)) {
            SOON.execute(() -> {
                due.set(false);
                if (ui.isAttached()) {
                    ui.access(look::run);
                }
            });
        }
    }

    @Override
    public void close() {
        news.close();
    }
}
