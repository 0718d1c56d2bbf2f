package dev.mainspring.activities.tools;

import dev.mainspring.activities.workspace.Shell;
import dev.mainspring.activities.workspace.ssh.HostKeyPin;
import dev.mainspring.activities.workspace.ssh.PrivateKeys;
import dev.mainspring.activities.workspace.ssh.ScriptDelivery;
import dev.mainspring.activities.workspace.ssh.SshEndpoint;
import dev.mainspring.activities.workspace.ssh.SshLogin;
import dev.mainspring.activities.workspace.ssh.SshShell;
import dev.mainspring.activities.workspace.ssh.SshTransport;
import dev.mainspring.testing.TestSshd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Workspaces on a real OpenSSH server; all of them on one connection's transport. */
final class SshWorkspaces implements AutoCloseable {

    private final Path folder;
    private final TestSshd sshd;
    private final SshTransport transport = new SshTransport();
    private int count;

    SshWorkspaces(Path folder) {
        this.folder = folder;
        this.sshd = TestSshd.start(folder.resolve("sshd"));
    }

    /** Another one, empty, with a home of its own. */
    Shell next() {
        try {
            Path home = Files.createDirectories(folder.resolve("home " + ++count));
            Path work = Files.createDirectories(folder.resolve("work " + count));
            Files.writeString(home.resolve("marker"), "life\n");
            return new SshShell(
                    transport,
                    new SshEndpoint(
                            "workspace 'test'",
                            "127.0.0.1",
                            sshd.port(),
                            sshd.user(),
                            new SshLogin.Key(PrivateKeys.parse(sshd.privateKey())),
                            new AnyKey(),
                            work.toString(),
                            home.resolve("marker").toString(),
                            Map.of("HOME", home.toString()),
                            ScriptDelivery.STANDARD_INPUT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        transport.close();
        sshd.close();
    }

    private static final class AnyKey implements HostKeyPin {
        @Override
        public Optional<String> known() {
            return Optional.empty();
        }

        @Override
        public void pin(String key) {}
    }
}
