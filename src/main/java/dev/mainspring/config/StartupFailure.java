package dev.mainspring.config;

import org.springframework.boot.ExitCodeGenerator;

/** Why the product cannot start, in one line that a person can act on. */
public sealed class StartupFailure extends RuntimeException implements ExitCodeGenerator
        permits InvalidSetting {

    public StartupFailure(String message) {
        super(message);
    }

    public StartupFailure(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public int getExitCode() {
        return 1;
    }
}
