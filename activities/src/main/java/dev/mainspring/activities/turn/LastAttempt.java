package dev.mainspring.activities.turn;

import dev.mainspring.activities.DetachedException;
import dev.mainspring.store.ChatGoneException;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.TemporalFailure;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Tells a bug of ours from what another attempt mends. Activities are tried again without end, for
 * a worker that died and a database that is away; what fails by itself three times is told instead.
 */
final class LastAttempt {

    private static final int ATTEMPTS = 3;

    private LastAttempt() {}

    /** Whether this failure is to be told and not to be tried again. */
    static boolean of(RuntimeException failure) {
        return isBug(failure) && Activity.getExecutionContext().getInfo().getAttempt() >= ATTEMPTS;
    }

    private static boolean isBug(RuntimeException failure) {
        return !(failure instanceof DataAccessException
                || failure instanceof TransactionException
                || failure instanceof DetachedException
                || failure instanceof SupersededException
                || failure instanceof ChatGoneException
                || failure instanceof ActivityCompletionException
                || failure instanceof TemporalFailure);
    }
}
