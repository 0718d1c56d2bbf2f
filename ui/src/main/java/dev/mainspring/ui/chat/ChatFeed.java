package dev.mainspring.ui.chat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import dev.mainspring.chat.ChatStreams;
import dev.mainspring.chat.Followed;
import dev.mainspring.chat.Follower;
import dev.mainspring.chat.FollowerTooSlowException;
import dev.mainspring.chat.ProblemException;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Brings a chat's news to one open page, on a virtual thread of its own. */
final class ChatFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ChatFeed.class);

    /** At most 20 updates a second. */
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(50);

    private static final Duration WAIT = Duration.ofSeconds(30);
    private static final Duration BEFORE_RETRY = Duration.ofSeconds(1);

    private final ChatStreams streams;
    private final UserId user;
    private final ChatId chat;
    private final UI ui;
    private final Consumer<List<Followed>> show;
    private long seq;
    private volatile boolean closed;
    private volatile @Nullable Follower follower;

    private ChatFeed(
            ChatStreams streams,
            UserId user,
            ChatId chat,
            long seq,
            UI ui,
            Consumer<List<Followed>> show) {
        this.streams = streams;
        this.user = user;
        this.chat = chat;
        this.seq = seq;
        this.ui = ui;
        this.show = show;
    }

    /**
     * Begins to follow.
     *
     * @param after the last seq that the page has read
     * @param show runs with the page's lock
     */
    static ChatFeed start(
            ChatStreams streams,
            UserId user,
            ChatId chat,
            long after,
            UI ui,
            Consumer<List<Followed>> show) {
        ChatFeed feed = new ChatFeed(streams, user, chat, after, ui, show);
        Thread.ofVirtual().name("feed of chat " + chat).start(feed::run);
        return feed;
    }

    private void run() {
        while (!closed) {
            try (Follower opened = streams.follow(user, chat, seq)) {
                follower = opened;
                follow(opened);
            } catch (FollowerTooSlowException e) {
                log.info("{}; begins again after event {}", e.getMessage(), seq);
            } catch (DataAccessException e) {
                log.warn("chat {} not read, tried again: {}", chat, e.getMessage());
                LockSupport.parkNanos(BEFORE_RETRY.toNanos());
            } catch (ProblemException | UIDetachedException | CancellationException gone) {
                closed = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                closed = true;
            } catch (ExecutionException e) {
                log.error("a page could not show news of chat {}", chat, e.getCause());
                closed = true;
            }
        }
    }

    private void follow(Follower from) throws InterruptedException, ExecutionException {
        while (!closed) {
            List<Followed> news = from.next(WAIT);
            if (news.isEmpty()) {
                continue;
            }
            ui.access(() -> show.accept(news)).get();
            for (Followed it : news) {
                if (it instanceof Followed.Durable durable) {
                    seq = durable.stored().seq();
                }
            }
            LockSupport.parkNanos(BETWEEN_UPDATES.toNanos());
        }
    }

    /** Ends the wait, too. Does not interrupt: that would break a connection to the database. */
    @Override
    public void close() {
        closed = true;
        Follower open = follower;
        if (open != null) {
            open.close();
        }
    }
}
