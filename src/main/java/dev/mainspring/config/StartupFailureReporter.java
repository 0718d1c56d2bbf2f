package dev.mainspring.config;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;

/** Tells a {@link StartupFailure} in one line in place of Boot's block and stack trace. */
final class StartupFailureReporter implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupFailure known) {
                System.err.println("mainspring: " + known.getMessage());
                return true;
            }
        }
        return false;
    }
}
