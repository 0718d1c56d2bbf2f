package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.store.LiveFeed;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until a chat has one of some statuses; reads nothing while it waits. */
final class StatusWatch implements AutoCloseable {

    private final Set<ChatStatus> wanted;
    private final CountDownLatch seen = new CountDownLatch(1);
    private final LiveFeed.Subscription subscription;

    StatusWatch(LiveFeed feed, ChatId chat, Set<ChatStatus> wanted) {
        this.wanted = Set.copyOf(wanted);
        this.subscription = feed.attach(chat, this::hear).subscription();
    }

    private void hear(LiveFeed.News news) {
        if (news instanceof LiveFeed.News.Advanced it && wanted.contains(it.status())) {
            seen.countDown();
        }
    }

    /** Returns when the chat has had such a status since this was made, or the time is over. */
    void await(Duration limit) throws InterruptedException {
        seen.await(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
