package dev.mainspring.workflows;

import dev.mainspring.conversation.TurnError;
import dev.mainspring.conversation.TurnId;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tries a model call again while its provider is overloaded, limits the rate or is too slow: after
 * 1 s, then twice as long each time up to 60 s, from the ninth on every 5 min for a day. A longer
 * wait that the provider asks for is obeyed.
 */
final class ModelRetries {

    private static final int QUICK_ATTEMPTS = 8;
    private static final Duration SLOW_WAIT = Duration.ofMinutes(5);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(1);

    private final RunRef run;
    private final TurnId turn;
    private final Mailbox mailbox;
    private final ChatActivities store;
    private final Consumer<String> tell;

    ModelRetries(
            RunRef run, TurnId turn, Mailbox mailbox, ChatActivities store, Consumer<String> tell) {
        this.run = run;
        this.turn = turn;
        this.mailbox = mailbox;
        this.store = store;
        this.tell = tell;
    }

    /** Attempts until there is an answer, an interrupt or an error that waiting cannot mend. */
    ModelReply untilSettled(Supplier<ModelReply> attempt) {
        long begun = Workflow.currentTimeMillis();
        for (int number = 1; ; number++) {
            ModelReply reply = attempt.get();
            boolean late = Workflow.currentTimeMillis() - begun > GIVE_UP_AFTER.toMillis();
            if (!(reply instanceof ModelReply.Failed failed) || !waitingHelps(failed) || late) {
                return reply;
            }
            if (!waitAfter(number, failed)) {
                return new ModelReply.Interrupted();
            }
        }
    }

    /** Waits for the next attempt; false if a person stopped the turn meanwhile. */
    private boolean waitAfter(int number, ModelReply.Failed failed) {
        Duration wait = wait(number, failed);
        TurnError error = failed.error();
        TurnError shown = new TurnError(error.kind(), error.message(), true, null, number);
        store.retrying(new Retry(run, turn, shown, wait.toMillis()));
        tell.accept("waiting " + wait.toSeconds() + " s after " + error.kind().wire());
        mailbox.takeRetryNow();
        mailbox.await(run, store, wait, () -> mailbox.wantsRetry() || mailbox.interrupted(turn));
        mailbox.takeRetryNow();
        return !mailbox.interrupted(turn);
    }

    private static Duration wait(int number, ModelReply.Failed failed) {
        Duration own =
                number > QUICK_ATTEMPTS
                        ? SLOW_WAIT
                        : Duration.ofSeconds(Math.min(60, 1L << (number - 1)));
        Long asked = failed.retryAfterMs();
        return asked == null || asked < own.toMillis() ? own : Duration.ofMillis(asked);
    }

    private static boolean waitingHelps(ModelReply.Failed failed) {
        return switch (failed.error().kind()) {
            case OVERLOADED, RATE_LIMIT, TIMEOUT, STREAM_SILENCE -> true;
            case AUTH, CONFIG, CONTEXT_OVERFLOW, CONTENT_FILTER, BUDGET, WORKSPACE, INTERNAL ->
                    false;
        };
    }
}
