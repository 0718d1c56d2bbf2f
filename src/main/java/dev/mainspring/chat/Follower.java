package dev.mainspring.chat;

import dev.mainspring.conversation.BranchId;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Message;
import dev.mainspring.conversation.StoredEvent;
import dev.mainspring.store.EventRows;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.store.LiveFeed.News;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Follows one chat from a seq on: first what was missed, then what a model writes at this moment,
 * then what comes. No event is missing and none comes twice. For one thread that asks.
 */
public final class Follower implements AutoCloseable {

    private static final int PAGE = 100;

    /** One event may be larger. */
    private static final int PAGE_BYTES = 2 * 1024 * 1024;

    /** Unread live news; who is that slow starts over from the rows. */
    private static final int MAX_UNREAD = 20_000;

    private final ChatId chat;
    private final EventRows events;
    private final Clock clock;
    private final LiveFeed.Subscription subscription;
    private final Queue<ChatEvent> live = new ArrayDeque<>();
    private final Map<BranchId, Integer> committed = new HashMap<>();
    private boolean advanced = true;
    private boolean overrun;
    private boolean closed;
    private long seq;

    Follower(ChatId chat, long after, EventRows events, LiveFeed feed, Clock clock) {
        this.chat = chat;
        this.seq = after;
        this.events = events;
        this.clock = clock;
        LiveFeed.Attached attached = feed.attach(chat, this::hear);
        synchronized (this) {
            List<ChatEvent> since = List.copyOf(live);
            live.clear();
            live.addAll(attached.soFar());
            live.addAll(since);
        }
        this.subscription = attached.subscription();
    }

    private synchronized void hear(News news) {
        switch (news) {
            case News.Advanced it -> advanced = true;
            case News.Live it -> {
                if (live.size() < MAX_UNREAD) {
                    live.add(it.event());
                } else {
                    overrun = true;
                }
            }
        }
        notifyAll();
    }

    /**
     * Waits for news.
     *
     * @return what came, in its order; empty if nothing came in the time
     * @throws FollowerTooSlowException if news came faster than it was asked for; follow anew
     * @throws InterruptedException if the thread is interrupted
     */
    public List<Followed> next(Duration limit) throws InterruptedException {
        List<ChatEvent> moment;
        boolean read;
        synchronized (this) {
            long deadline = System.nanoTime() + limit.toNanos();
            while (!advanced && live.isEmpty() && !closed) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return List.of();
                }
                wait(left);
            }
            if (overrun) {
                throw new FollowerTooSlowException(chat);
            }
            read = advanced;
            advanced = false;
            moment = new ArrayList<>(live);
            live.clear();
        }
        List<Followed> news = new ArrayList<>();
        if (read) {
            news.addAll(durable());
        }
        moment.stream().filter(this::isNews).forEach(event -> news.add(live(event)));
        return news;
    }

    private List<Followed> durable() {
        EventRows.Page page = events.after(chat, seq, PAGE, PAGE_BYTES);
        if (page.more()) {
            synchronized (this) {
                advanced = true;
            }
        }
        List<Followed> news = new ArrayList<>();
        for (StoredEvent row : page.events()) {
            seq = row.seq();
            if (row.event() instanceof ChatEvent.MessageCommitted it) {
                Message message = it.message();
                committed.merge(message.branchId(), message.position(), Math::max);
            }
            news.add(new Followed.Durable(row));
        }
        return news;
    }

    /** Text of a message that is committed already is old. */
    private boolean isNews(ChatEvent event) {
        return switch (event) {
            case ChatEvent.MessageDelta it -> beyond(it.branchId(), it.position());
            case ChatEvent.MessagePartial it -> beyond(it.branchId(), it.position());
            default -> true;
        };
    }

    private boolean beyond(BranchId branch, int position) {
        return position > committed.getOrDefault(branch, 0);
    }

    private Followed live(ChatEvent event) {
        return new Followed.Live(chat, clock.instant(), event);
    }

    /** Ends the wait of the thread that asks, if there is one. */
    @Override
    public void close() {
        subscription.close();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    /** Whether it was closed. */
    public synchronized boolean closed() {
        return closed;
    }
}
