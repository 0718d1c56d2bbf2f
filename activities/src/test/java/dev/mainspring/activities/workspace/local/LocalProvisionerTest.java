package dev.mainspring.activities.workspace.local;

import static dev.mainspring.activities.workspace.local.LocalWorkspaces.run;
import static dev.mainspring.activities.workspace.local.LocalWorkspaces.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mainspring.activities.workspace.Connection;
import dev.mainspring.activities.workspace.ProvisionException;
import dev.mainspring.activities.workspace.ShellException;
import dev.mainspring.activities.workspace.ShellResult;
import dev.mainspring.activities.workspace.ShellScript;
import dev.mainspring.activities.workspace.Site;
import dev.mainspring.conversation.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProvisionerTest {

    @TempDir static Path data;
    private static LocalWorkspaces workspaces;

    @BeforeAll
    static void start() {
        workspaces = new LocalWorkspaces(data, null);
    }

    @AfterAll
    static void stop() throws IOException {
        workspaces.close();
    }

    @Test
    void thisMachineCanIsolate() {
        assertThat(workspaces.provisioner().isolation()).isEqualTo(Isolation.FULL);
        assertThat(workspaces.provisioner().isolation().warning()).isEmpty();
    }

    @Test
    void aCommandRunsInTheWorkspacesDirectory() {
        try (Connection shell = workspaces.create(site("none"))) {
            ShellResult result =
                    run(
                            shell,
                            "pwd; id -un; echo $HOME; echo \"$TEMPLATE_VALUE\"; echo e >&2; exit 5");

            assertThat(result.exitCode()).isEqualTo(5);
            assertThat(result.out())
                    .isEqualTo("/home/agent/workspace\nagent\n/home/agent\nit's set\n");
            assertThat(result.err()).isEqualTo("e\n");
        }
    }

    @Test
    void inputAndOutputArriveByteForByte() {
        byte[] data = new byte[5_000_000];
        new Random(1).nextBytes(data);
        try (Connection shell = workspaces.create(site("none"))) {
            ShellScript copy = ShellScript.of("cat", Duration.ofSeconds(20));

            ShellResult result = shell.run(copy.withStdin(data).withMaxOutputBytes(data.length));

            assertThat(result.stdout()).isEqualTo(data);
        }
    }

    @Test
    void aLongScriptArrivesWhole() {
        String padding = "# " + "x".repeat(100) + "\n";
        try (Connection shell = workspaces.create(site("none"))) {
            ShellResult result = run(shell, padding.repeat(2000) + "echo end");

            assertThat(result.out()).isEqualTo("end\n");
        }
    }

    @Test
    void outputOf200MegabytesIsReadAndDropped() {
        try (Connection shell = workspaces.create(site("none"))) {
            ShellResult result =
                    shell.run(
                            ShellScript.of("head -c 200000000 /dev/zero", Duration.ofSeconds(30))
                                    .withMaxOutputBytes(1000));

            assertThat(result.stdout()).hasSize(1000);
            assertThat(result.truncated()).isTrue();
        }
    }

    @Test
    void aScriptThatKillsItsShellEndsAlone() {
        try (Connection shell = workspaces.create(site("none"))) {
            String before = shell.incarnation();

            assertThat(run(shell, "echo on; kill -9 $$").exitCode()).isEqualTo(137);

            assertThat(run(shell, "echo again").out()).isEqualTo("again\n");
            assertThat(shell.incarnation()).isEqualTo(before);
        }
    }

    @Test
    void aBackgroundServerIsThereForTheNextCommand() {
        try (Connection shell = workspaces.create(site("none"))) {
            String pid = run(shell, "sleep 100 >/dev/null 2>&1 & echo $!").out().strip();

            assertThat(run(shell, "kill -0 " + pid).ok()).isTrue();
            assertThat(run(shell, "kill " + pid).ok()).isTrue();
        }
    }

    @Test
    void aProcessThatHoldsTheOutputDoesNotDelayTheEnd() {
        try (Connection shell = workspaces.create(site("none"))) {
            long start = System.nanoTime();

            assertThat(run(shell, "sleep 20 & echo on").out()).isEqualTo("on\n");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void commandsOutliveARestartOfTheControlPlane() throws IOException {
        Site site = site("none");
        Connection before = workspaces.create(site);
        String incarnation = before.incarnation();
        String pid = run(before, "sleep 100 >/dev/null 2>&1 & echo $!").out().strip();

        workspaces.restart();

        try (Connection after = workspaces.provisioner().connect(site)) {
            assertThat(after.incarnation()).isEqualTo(incarnation);
            assertThat(run(after, "kill -0 " + pid).ok()).isTrue();
        }
    }

    @Test
    void aKilledSandboxIsReplacedUnderANewName() throws Exception {
        Site site = site("none");
        try (Connection shell = workspaces.create(site)) {
            String incarnation = shell.incarnation();
            String pid = run(shell, "sleep 100 >/dev/null 2>&1 & echo $!").out().strip();

            assertThat(catchThrowableOfType(ShellException.class, () -> run(shell, "kill -9 -1")))
                    .isNotNull();

            awaitNewLife(shell, incarnation);
            assertThat(run(shell, "kill -0 " + pid + " 2>/dev/null").ok()).isFalse();
        }
    }

    private static void awaitNewLife(Connection shell, String incarnation) {
        org.awaitility.Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .ignoreExceptionsInstanceOf(ShellException.class)
                .until(() -> !shell.incarnation().equals(incarnation));
    }

    @Test
    void aStoppedWorkspaceKeepsItsFiles() {
        Site site = site("none");
        try (Connection shell = workspaces.create(site)) {
            String incarnation = shell.incarnation();
            run(shell, "echo kept > file; sleep 100 >/dev/null 2>&1 &");

            workspaces.provisioner().stop(site, line -> {});
            assertThat(catchThrowableOfType(ShellException.class, () -> run(shell, "true")))
                    .isNotNull();
            workspaces.provisioner().start(site, line -> {});

            try (Connection again = workspaces.provisioner().connect(site)) {
                assertThat(run(again, "cat file").out()).isEqualTo("kept\n");
                assertThat(run(again, "cat /proc/[0-9]*/comm").out()).doesNotContain("sleep");
                assertThat(again.incarnation()).isNotEqualTo(incarnation);
            }
        }
    }

    @Test
    void aDeletedWorkspaceLeavesNothing() {
        Site site = site("none");
        try (Connection shell = workspaces.create(site)) {
            run(shell, "mkdir -p a/b; echo x > a/b/c; chmod 000 a/b; ln -s /etc/passwd link");

            workspaces.provisioner().delete(site, line -> {});

            assertThat(workspaces.folder(site)).doesNotExist();
            assertThat(Path.of("/etc/passwd")).exists();
            workspaces.provisioner().delete(site, line -> {});
        }
    }

    @Test
    void aDirectoryDeletedBehindItsBackIsNamed() throws IOException {
        Site site = site("none");
        try (Connection shell = workspaces.create(site)) {
            run(shell, "true");
            Sandboxes.deleteTree(workspaces.folder(site));

            ShellException e = catchThrowableOfType(ShellException.class, () -> run(shell, "true"));

            assertThat(e)
                    .hasMessageContaining(
                            workspaces.folder(site).resolve("home/workspace") + " is gone");
            assertThat(e.retryable()).isFalse();
            ShellException again =
                    catchThrowableOfType(
                            ShellException.class, () -> workspaces.provisioner().connect(site));
            assertThat(again.retryable()).isFalse();
        }
    }

    @Test
    void manyCommandsRunSideBySide() {
        try (Connection shell = workspaces.create(site("none"))) {
            List<CompletableFuture<ShellResult>> results =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () -> run(shell, "sleep 0.2; echo " + i),
                                            Thread::startVirtualThread))
                            .toList();

            assertThat(results).allSatisfy(result -> assertThat(result.get().ok()).isTrue());
        }
    }

    @Test
    void aWarmCommandTakesFewMilliseconds() {
        try (Connection shell = workspaces.create(site("none"))) {
            long best = Long.MAX_VALUE;
            long total = 0;
            for (int i = 0; i < 200; i++) {
                long start = System.nanoTime();
                run(shell, ":");
                long took = System.nanoTime() - start;
                best = Math.min(best, took);
                total += i < 100 ? 0 : took;
            }
            System.out.printf("warm local: best %d us, mean %d us%n", best / 1000, total / 100_000);
            assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(25));
        }
    }

    @Test
    void withoutBubblewrapItServesOneUserOnly(@TempDir Path other) throws IOException {
        try (LocalWorkspaces plain = new LocalWorkspaces(other, Isolation.NONE)) {
            assertThat(plain.provisioner().isolation().warning()).isPresent();
            Site first = site("internet");
            try (Connection shell = plain.create(first)) {
                assertThat(run(shell, "pwd").out().strip()).endsWith("/home/workspace");
                assertThat(run(shell, "env").out()).doesNotContain("JAVA_HOME");
            }
            plain.create(site("internet", first.owner())).close();

            ProvisionException e =
                    catchThrowableOfType(
                            ProvisionException.class,
                            () -> plain.create(site("internet", UserId.random())));

            assertThat(e).hasMessageContaining("one user only");
            assertThat(Files.list(other.resolve("workspaces"))).hasSize(2);
        }
    }
}
