package dev.mainspring.activities.workspace.ssh;

import dev.mainspring.activities.workspace.ShellException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words what went wrong on the way to a host, and whether a retry can help. */
final class SshFailures {

    private SshFailures() {}

    static ShellException connecting(SshEndpoint to, Exception cause) {
        if (causes(cause)
                .anyMatch(c ->
                        c instanceof UnknownHostException
                                || c instanceof UnresolvedAddressException)) {
            return new ShellException(
                    "%s: the host name '%s' cannot be resolved".formatted(to.name(), to.host()),
                    true,
                    cause);
        }
        return new ShellException(
                "%s: cannot reach %s: %s. An SSH server must answer there"
                        .formatted(to.name(), to.address(), rootMessage(cause)),
                true,
                cause);
    }

    static ShellException hostKey(SshEndpoint to, String refusal, Exception cause) {
        return new ShellException(to.name() + ": " + refusal, false, cause);
    }

    static ShellException login(SshEndpoint to, Exception cause) {
        return new ShellException(
                "%s: %s refused the login of user '%s': the key or password must be one that the host accepts"
                        .formatted(to.name(), to.address(), to.user()),
                false,
                cause);
    }

    static ShellException gone(SshEndpoint to) {
        return new ShellException(
                """
                %s: its directory %s on %s is gone: it was deleted or the host was rebuilt. \
                Delete the workspace, and its chats go on in a new one\
                """
                        .formatted(to.name(), to.directory(), to.address()),
                false,
                null);
    }

    static ShellException broken(SshEndpoint to, String what, @Nullable Exception cause) {
        return new ShellException(
                "%s: %s (on %s)".formatted(to.name(), what, to.address()), true, cause);
    }

    private static Stream<Throwable> causes(Throwable first) {
        return Stream.iterate(
                        (@Nullable Throwable) first,
                        t -> t != null,
                        t -> t == null ? null : t.getCause())
                .limit(20)
                .map(t -> (Throwable) t);
    }

    private static String rootMessage(Throwable cause) {
        Throwable root = causes(cause).reduce((a, b) -> b).orElse(cause);
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
