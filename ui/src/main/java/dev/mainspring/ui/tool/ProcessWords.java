package dev.mainspring.ui.tool;

import dev.mainspring.conversation.ProcessState;
import dev.mainspring.conversation.ProcessStatus;
import java.util.Map;

/** What a call's line says of a command that went on. */
final class ProcessWords {

    /** POSIX: a shell gives 128 and the signal's number where a signal ended a command. */
    private static final int SIGNALLED = 128;

    private static final Map<Integer, String> SIGNALS =
            Map.of(
                    1, "SIGHUP", 2, "SIGINT", 6, "SIGABRT", 9, "SIGKILL", 11, "SIGSEGV", 15,
                    "SIGTERM");

    private ProcessWords() {}

    static String of(ProcessStatus process) {
        return switch (process.state()) {
            case RUNNING, STOPPING -> ""; // the line below says so
            case EXITED -> exited(process);
            case STOPPED -> process.exitCode() == null ? "stopped" : stopped(process.exitCode());
            case LOST -> "gone, exit unknown";
        };
    }

    private static String exited(ProcessStatus process) {
        int code = process.exitCode() == null ? 0 : process.exitCode();
        if (code == 0) {
            return "ended";
        }
        String signal = SIGNALS.get(code - SIGNALLED);
        return signal == null ? "ended, exit " + code : "ended by " + signal;
    }

    private static String stopped(int code) {
        String signal = SIGNALS.get(code - SIGNALLED);
        return signal == null ? "stopped, exit " + code : "stopped by " + signal;
    }

    /** What the line marks as a failure; an end by a signal was somebody's wish. */
    static int exitCode(ProcessStatus process) {
        int code = process.exitCode() == null ? 0 : process.exitCode();
        boolean byItself = process.state() == ProcessState.EXITED && code < SIGNALLED;
        return byItself ? code : 0;
    }
}
