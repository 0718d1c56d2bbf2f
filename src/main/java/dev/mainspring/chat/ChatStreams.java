package dev.mainspring.chat;

import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ChatStatus;
import dev.mainspring.conversation.UserId;
import dev.mainspring.store.ChatRow;
import dev.mainspring.store.EventRows;
import dev.mainspring.store.LiveFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Service;

/** Lets people and programs follow chats. */
@Service
public class ChatStreams {

    private final ChatAccess access;
    private final EventRows events;
    private final LiveFeed feed;
    private final Clock clock;

    ChatStreams(ChatAccess access, EventRows events, LiveFeed feed, Clock clock) {
        this.access = access;
        this.events = events;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * Follows a chat.
     *
     * @param after the last seq already known; 0 for all
     */
    public Follower follow(UserId user, ChatId id, long after) {
        access.require(user, id);
        return new Follower(id, after, events, feed, clock);
    }

    /** Hears which of this person's chats changed in what a list shows of them. */
    public LiveFeed.Subscription followList(UserId user, Consumer<ChatId> listener) {
        return feed.onChatChanged(news -> {
            if (news.owner().equals(user)) {
                listener.accept(news.chat());
            }
        });
    }

    /**
     * Waits until a chat has one of these statuses, or the time is over.
     *
     * @return the chat as it is then
     * @throws InterruptedException if the thread is interrupted
     */
    public ChatRow await(UserId user, ChatId id, Set<ChatStatus> until, Duration limit)
            throws InterruptedException {
        access.require(user, id);
        try (StatusWatch watch = new StatusWatch(feed, id, until)) {
            ChatRow now = access.require(user, id);
            if (until.contains(now.status())) {
                return now;
            }
            watch.await(limit);
        }
        return access.require(user, id);
    }
}
