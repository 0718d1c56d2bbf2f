package dev.mainspring.activities.turn;

import dev.mainspring.activities.turn.ToolSteps.Begun;
import dev.mainspring.conversation.ChatEvent;
import dev.mainspring.conversation.ChatId;
import dev.mainspring.conversation.ToolCallId;
import dev.mainspring.store.LiveFeed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what a tool prints, at most every 50 ms. */
final class LiveToolOutput {

    private static final long SHOW_MS = 50;

    private final LiveFeed feed;
    private final ChatId chat;
    private final ToolCallId call;
    private final StringBuilder unshown = new StringBuilder();
    private int shown;
    private @Nullable CompletableFuture<Void> due;

    LiveToolOutput(LiveFeed feed, Begun.Call call) {
        this.feed = feed;
        this.chat = call.chat().id();
        this.call = call.call().id();
    }

    synchronized void add(String text) {
        unshown.append(text);
        if (due == null) {
            due =
                    CompletableFuture.runAsync(
                            this::show,
                            CompletableFuture.delayedExecutor(SHOW_MS, TimeUnit.MILLISECONDS));
        }
    }

    private synchronized void show() {
        due = null;
        if (!unshown.isEmpty()) {
            feed.live(chat, new ChatEvent.ToolCallOutput(call, shown, unshown.toString()));
            shown += unshown.length();
            unshown.setLength(0);
        }
    }

    /** What is not shown yet is in the result that follows. */
    synchronized void close() {
        if (due != null) {
            due.cancel(false);
        }
        unshown.setLength(0);
    }
}
