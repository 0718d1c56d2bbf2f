package dev.mainspring.activities.workspace.local;

import static dev.mainspring.activities.workspace.local.LocalWorkspaces.run;
import static dev.mainspring.activities.workspace.local.LocalWorkspaces.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data disk of one megabyte, made by root alone. */
class FullDiskTest {

    @TempDir Path folder;
    private Path disk;
    private LocalWorkspaces workspaces;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue(SandboxUser.self() == 0, "only root can mount a small disk");
        disk = Files.createDirectories(folder.resolve("disk"));
        assertThat(command("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()))
                .isZero();
        workspaces = new LocalWorkspaces(disk, null);
    }

    @AfterEach
    void unmount() throws Exception {
        if (workspaces != null) {
            workspaces.close();
            command("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void commandsRunOnAFullDiskAndFreeIt() {
        try (Connection shell = workspaces.create(site("none"))) {
            ShellResult full = run(shell, "head -c 5000000 /dev/zero > big");
            assertThat(full.ok()).isFalse();
            assertThat(full.err()).contains("No space left on device");

            ShellResult still = run(shell, "echo x > more || echo full; echo still here");
            assertThat(still.out()).contains("still here");
            assertThat(run(shell, "rm big && echo x > more && cat more").out()).isEqualTo("x\n");
        }
    }

    @Test
    void aWorkspaceThatFindsNoRoomSaysSo() throws IOException {
        Site site = site("none");
        workspaces.provisioner().isolation();
        try (var out = Files.newOutputStream(disk.resolve("filler"))) {
            out.write(new byte[5_000_000]);
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }

        ProvisionException e =
                catchThrowableOfType(
                        ProvisionException.class,
                        () -> workspaces.provisioner().create(site, line -> {}));

        assertThat(e).hasMessageContaining("cannot be made").hasMessageContaining("No space left");
        Files.delete(disk.resolve("filler"));
        workspaces.create(site).close();
    }

    private static int command(String... words) throws IOException, InterruptedException {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }
}
