package dev.mainspring.activities.turn;

import dev.mainspring.store.ChatGoneException;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/** Translates a store's failure once, at the activity's edge, and says whether a retry can help. */
final class StoreStep {

    /** Another run has taken the chat over, or the chat is gone. */
    private static final String SUPERSEDED = "superseded";

    private StoreStep() {}

    static <T extends @Nullable Object> T run(Supplier<T> step) {
        try {
            return step.get();
        } catch (DataAccessException e) {
            throw translated(e);
        } catch (ChatGoneException e) {
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    String.valueOf(e.getMessage()), SUPERSEDED, e);
        } catch (SupersededException e) {
            throw ApplicationFailure.newNonRetryableFailureWithCause(
                    String.valueOf(e.getMessage()), SUPERSEDED, e);
        }
    }

    /** Data PostgreSQL refuses (SQLSTATE class 22 and 23) it refuses again. */
    private static RuntimeException translated(DataAccessException e) {
        boolean refused =
                NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                        && sql.getSQLState() != null
                        && (sql.getSQLState().startsWith("22")
                                || sql.getSQLState().startsWith("23"));
        return refused
                ? ApplicationFailure.newNonRetryableFailureWithCause(
                        "the database refused what was to be stored", "internal", e)
                : e;
    }
}
