package dev.mainspring.activities.workspace.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.activities.workspace.SiteMemory;
import dev.mainspring.conversation.UserId;
import dev.mainspring.conversation.WorkspaceId;
import dev.mainspring.testing.TestSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshProvisionerTest {

    @TempDir static Path folder;
    private static TestSshd sshd;
    private static SshTransport transport;
    private static SshProvisioner provisioner;

    @BeforeAll
    static void start() {
        sshd = TestSshd.start(folder.resolve("sshd"));
        transport = new SshTransport();
        provisioner = new SshProvisioner(transport);
    }

    @AfterAll
    static void stop() {
        transport.close();
        sshd.close();
    }

    private static final class Facts implements SiteMemory {
        private final Map<String, String> facts = new HashMap<>();

        @Override
        public Optional<String> get(String name) {
            return Optional.ofNullable(facts.get(name));
        }

        @Override
        public void put(String name, String value) {
            facts.put(name, value);
        }
    }

    private static Site site(Path directory, Map<String, String> other) {
        Map<String, String> settings = new HashMap<>();
        settings.put("host", "127.0.0.1");
        settings.put("port", Integer.toString(sshd.port()));
        settings.put("user", sshd.user());
        settings.put("private_key", sshd.privateKey());
        settings.put("directory", directory.toString());
        settings.putAll(other);
        return new Site(
                WorkspaceId.random(),
                UserId.random(),
                "remote",
                settings,
                Map.of("NAME", "value"),
                new Facts());
    }

    private static String run(Connection shell, String script) {
        return shell.run(ShellScript.of(script, Duration.ofSeconds(20))).out();
    }

    @Test
    void aFolderIsMadeUsedAndDeleted() {
        Path directory = folder.resolve("new folder/é");
        Site site = site(directory, Map.of());

        provisioner.create(site, line -> {});
        provisioner.create(site, line -> {});

        try (Connection shell = provisioner.connect(site)) {
            assertThat(run(shell, "pwd; echo $NAME")).isEqualTo(directory + "\nvalue\n");
            assertThat(shell.incarnation()).matches("[0-9a-f-]{36} [0-9a-f-]{36}");
        }
        provisioner.delete(site, line -> {});
        assertThat(directory).doesNotExist();
    }

    @Test
    void aFolderThatWasThereBeforeIsNotDeleted() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("theirs"));
        Site site = site(directory, Map.of());
        provisioner.create(site, line -> {});

        provisioner.delete(site, line -> {});

        assertThat(directory).exists();
    }

    @Test
    void aChangedHostKeyIsRefused() {
        Site site = site(folder.resolve("pinned"), Map.of());
        provisioner.create(site, line -> {});

        sshd.restartWithAnotherHostKey();

        ProvisionException start =
                catchThrowableOfType(
                        ProvisionException.class, () -> provisioner.start(site, line -> {}));
        assertThat(start).hasMessageContaining("has changed");
        assertThat(start.retryable()).isFalse();
        try (Connection shell = provisioner.connect(site)) {
            ShellException e = catchThrowableOfType(ShellException.class, shell::incarnation);
            assertThat(e).hasMessageContaining("has changed");
            assertThat(e.retryable()).isFalse();
        }
    }

    @Test
    void aHostThatDoesNotAnswerIsNamed() {
        Site site = site(folder.resolve("never"), Map.of("port", "1"));

        ProvisionException e =
                catchThrowableOfType(
                        ProvisionException.class, () -> provisioner.create(site, line -> {}));

        assertThat(e).hasMessageContaining("cannot reach 127.0.0.1:1");
        assertThat(e.retryable()).isTrue();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() {
        Site site = site(Path.of("/proc/nowhere"), Map.of());

        ProvisionException e =
                catchThrowableOfType(
                        ProvisionException.class, () -> provisioner.create(site, line -> {}));

        assertThat(e)
                .hasMessageContaining("the host refused")
                .hasMessageContaining("/proc/nowhere");
        assertThat(e.retryable()).isFalse();
    }

    @Test
    void aBadSettingIsNamed() {
        assertRefused(Map.of("port", "ssh"), "port 'ssh' must be a number from 1 to 65535");
        assertRefused(Map.of("user", " "), "the template's setting 'user' must be given");
        assertRefused(Map.of("private_key", "nonsense"), "there is no private key");
    }

    private static void assertRefused(Map<String, String> settings, String message) {
        ProvisionException e =
                catchThrowableOfType(
                        ProvisionException.class,
                        () ->
                                provisioner.create(
                                        site(folder.resolve("bad"), settings), line -> {}));
        assertThat(e).hasMessageContaining(message);
        assertThat(e.retryable()).isFalse();
    }
}
