package dev.mainspring.activities.turn;

import dev.mainspring.activities.model.ModelDelta;
import dev.mainspring.activities.model.ModelListener;
import dev.mainspring.activities.turn.ModelSteps.Prepared;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.Part;
import dev.mainspring.store.LiveFeed;
import dev.mainspring.store.Partials;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Shows answers while models write them: to listeners every 50 ms, to the database every 500. */
@Component
class LiveAnswers {

    private static final Logger log = LoggerFactory.getLogger(LiveAnswers.class);
    private static final long SHOW_MS = 50;

    /** Rewritten at most this often: it is for a crash. */
    private static final long KEEP_EVERY_SHOWINGS = 10;

    private final LiveFeed feed;
    private final Partials partials;
    private final Clock clock;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor();

    LiveAnswers(LiveFeed feed, Partials partials, Clock clock) {
        this.feed = feed;
        this.partials = partials;
        this.clock = clock;
    }

    Answer begin(Prepared.Call call) {
        return new Answer(call);
    }

    @PreDestroy
    void close() {
        ticker.shutdown();
    }

    /** One answer being written. Closing it shows what is left. */
    final class Answer implements ModelListener, AutoCloseable {

        private final Prepared.Call call;
        private final ChatId chat;
        private final List<LivePart> parts = new ArrayList<>();
        private final ScheduledFuture<?> ticking;
        private long showings;
        private boolean keptAll = true;
        private boolean announced;

        private Answer(Prepared.Call call) {
            this.call = call;
            this.chat = call.chat().id();
            this.ticking =
                    ticker.scheduleAtFixedRate(
                            () -> Thread.ofVirtual().start(this::tick),
                            SHOW_MS,
                            SHOW_MS,
                            TimeUnit.MILLISECONDS);
        }

        @Override
        public synchronized void onDelta(ModelDelta delta) {
            while (parts.size() <= delta.part()) {
                parts.add(new LivePart());
            }
            parts.get(delta.part()).add(delta);
            keptAll = false;
            if (!announced) {
                show();
            }
        }

        private synchronized void tick() {
            show();
            showings++;
            if (!keptAll && showings % KEEP_EVERY_SHOWINGS == 0) {
                keep();
            }
        }

        private void show() {
            if (!announced && !parts.isEmpty()) {
                announced = true;
                feed.live(
                        chat,
                        new ChatEvent.MessagePartial(call.branch(), call.position(), List.of()));
            }
            for (int i = 0; i < parts.size(); i++) {
                LivePart part = parts.get(i);
                if (part.unshown()) {
                    feed.live(chat, part.show(call.branch(), call.position(), i));
                }
            }
        }

        private void keep() {
            List<Part> soFar =
                    parts.stream()
                            .map(LivePart::soFar)
                            .flatMap(java.util.Optional::stream)
                            .toList();
            try {
                partials.keep(
                        chat, call.branch(), call.position(), call.lease(), soFar, clock.instant());
                keptAll = true;
            } catch (DataAccessException e) {
                log.warn("partial of chat {} not kept: {}", chat, e.getMessage());
            }
        }

        @Override
        public void close() {
            ticking.cancel(false);
            synchronized (this) {
                show();
                keptAll = true;
            }
        }
    }
}
